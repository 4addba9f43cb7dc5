export { Accounts } from './accounts.ts';
export { openDeskDatabase } from './database.ts';
export { type Desk, openDesk } from './desk.ts';
export { deskRoutes } from './routes.ts';

import type { Failure } from '../../../base/index.ts';
import { html } from '../../../publish/index.ts';
import { failureList, field, layout, textInput, type View } from './layout.ts';

export function signInPage(view: View, name: string, failures: readonly Failure[]): string {
  const { t } = view;
  const main = html`<div class="narrow">
<h1>${t('desk.signIn')}</h1>
${failureList(view, failures)}
<form method="post" action="/desk/sign-in" class="stack">
${field(t('desk.editorName'), 'name', textInput('name', name, 'required autocomplete="username" autofocus'))}
${field(t('desk.password'), 'password', html`<input id="f-password" name="password" type="password" required autocomplete="current-password">`)}
<button class="primary">${t('desk.signIn')}</button>
</form>
<p class="quiet">${t('desk.signInHelp')}</p>
</div>`;
  return layout(view, { title: t('desk.signIn'), main });
}

/** The page of a one-time link; `account` is null where the name can be chosen. */
export function firstPage(
  view: View,
  token: string,
  account: string | null,
  name: string,
  failures: readonly Failure[],
): string {
  const { t } = view;
  const title = account === null ? t('desk.firstAccount') : t('desk.setPassword');
  const nameField =
    account === null
      ? textInput('name', name, 'required maxlength="60" autocomplete="username" autofocus')
      : textInput('name', account, 'readonly autocomplete="username"');
  const main = html`<div class="narrow">
<h1>${title}</h1>
<p>${t('desk.firstHelp')}</p>
${failureList(view, failures)}
<form method="post" action="/desk/first/${token}" class="stack">
${field(t('desk.editorName'), 'name', nameField)}
${field(t('desk.password'), 'password', html`<input id="f-password" name="password" type="password" required minlength="10" autocomplete="new-password" aria-describedby="h-password">`, t('desk.passwordHint'))}
<button class="primary">${t('desk.makeAccount')}</button>
</form>
</div>`;
  return layout(view, { title, main });
}

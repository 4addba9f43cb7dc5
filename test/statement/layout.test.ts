import { describe, expect, it } from 'vitest';
import { spanInSource } from '../../src/record/index.ts';
import { fromText, shown } from './helpers.ts';

const wrapped = `УКАЗ
акима области

О мерах в связи с паводком

В связи с подъёмом воды режим чрезвычайной ситуации вводится в
границах Северо-
Казахстанской области и в г.
Петропавловске, жители домов на берегу вер-
нутся туда позднее. Уровень поднимется на 15–
20 сантиметров.

1. Закрыть дорогу Петропавловск –
Ишим до 19 января.
2. Акимам районов:
а) открыть пункты по-
мощи;
б) раздать воду.
- Просим звонить по телефону 112.`;

describe('wrapped text', () => {
  it('is joined, and its lists are parted', () => {
    expect(shown(fromText(wrapped))).toEqual([
      'heading: УКАЗ акима области',
      'heading: О мерах в связи с паводком',
      'paragraph: В связи с подъёмом воды режим чрезвычайной ситуации вводится в границах ' +
        'Северо-Казахстанской области и в г. Петропавловске, жители домов на берегу вернутся ' +
        'туда позднее. Уровень поднимется на 15–20 сантиметров.',
      'item: 1. Закрыть дорогу Петропавловск – Ишим до 19 января.',
      'item: 2. Акимам районов:',
      'item: а) открыть пункты помощи;',
      'item: б) раздать воду.',
      'item: - Просим звонить по телефону 112.',
    ]);
  });

  it('leads every unit back to where it stood', () => {
    const statement = fromText(wrapped);
    for (const block of statement.blocks) {
      for (let i = 0; i < block.text.length; i++) {
        const there = statement.text.charAt(block.map[i] ?? -1);
        expect(/\s/.test(there) ? ' ' : there).toBe(block.text.charAt(i));
      }
    }
    const block = statement.blocks[2];
    if (block === undefined) throw new Error('no paragraph');
    const start = block.text.indexOf('вернутся');
    const span = spanInSource(block, start, start + 'вернутся'.length);
    expect(statement.text.slice(span.start, span.end)).toBe('вер-\nнутся');
  });

  it('is joined where empty lines stand between its lines', () => {
    const lines = [
      'Уважаемые жители! Вчера вода в реке поднялась до опасной отметки, и мы были',
      'вынуждены начать вывоз людей из прибрежных улиц города. Режим чрезвычайной',
      'ситуации действует с 8 часов утра.',
      'Прошу всех сохранять спокойствие. Дорога на север закрыта до особого',
      'распоряжения. Просим звонить по телефону 112.',
    ];
    for (const paragraph of ['\n\n', '\n\n\n']) {
      const text = `${lines.slice(0, 3).join('\n\n')}${paragraph}${lines.slice(3).join('\n\n')}\n`;
      expect(shown(fromText(text))).toEqual([
        `paragraph: ${lines.slice(0, 3).join(' ')}`,
        `paragraph: ${lines.slice(3).join(' ')}`,
      ]);
    }
  });

  it('stays as it is where every paragraph is one line', () => {
    const text = 'Первое сообщение штаба.\n\nвторое без большой буквы\n\nТретье.';
    expect(fromText(text).blocks.map((block) => block.text)).toEqual(text.split('\n\n'));
  });
});

describe('hyphens at the end of a line', () => {
  it.each([
    ['вер-\nнулись', 'вернулись'],
    ['Алма-\nАтинская', 'Алма-Атинская'],
    ['северо-\nказахстанской', 'северо-казахстанской'],
    ['по-\nпрежнему', 'по-прежнему'],
    ['по-\nмощи', 'помощи'],
    ['кто-\nнибудь', 'кто-нибудь'],
    ['ойын-\nсауық', 'ойын-сауық'],
    ['шын-\nдыққа', 'шындыққа'],
    ['сағат 23.00-\nден', 'сағат 23.00-ден'],
    ['на 15–\n20 м', 'на 15–20 м'],
    ['Караганда –\nБалхаш', 'Караганда – Балхаш'],
    ['вер\u00ad\nнулись', 'вернулись'],
    ['чрезвы\u00adчайное', 'чрезвычайное'],
    ['100\u00a0тенге', '100 тенге'],
    ['жарма-базар және жарма-\nбазар', 'жарма-базар және жарма-базар'],
  ])('%j reads %j', (text, expected) => {
    expect(fromText(text).blocks.map((block) => block.text)).toEqual([expected]);
  });
});

describe('page furniture', () => {
  it('is dropped: numbers and what is repeated at the edges of pages', () => {
    const page = (n: number, body: string) => `Вестник акимата № 5\n\n${body}\n\n- ${n} -\n\f`;
    const text =
      page(1, 'Первая мера вводится сегодня и будет\nдействовать до конца месяца во всех') +
      page(2, 'районах области без исключения.\n\nВторая мера.') +
      page(3, 'Третья мера.');
    expect(fromText(text).blocks.map((block) => block.text)).toEqual([
      'Первая мера вводится сегодня и будет действовать до конца месяца во всех районах ' +
        'области без исключения.',
      'Вторая мера.',
      'Третья мера.',
    ]);
  });

  it('is told from numbers that are part of the words', () => {
    const text = 'Единый номер спасателей:\n\n112\n\nЗвоните в любое время.';
    expect(fromText(text).blocks.map((block) => block.text)).toContain('112');
  });
});

describe('tables', () => {
  it('are rows where cells stand side by side', () => {
    const text =
      'График на три дня:\n\nРегион Дата Включение\n' +
      'г. Алматы 10.01.2022 09:00\nВосточная область, ВКО 10.01.2022 08:30';
    expect(shown(fromText(text))).toEqual([
      'paragraph: График на три дня:',
      'row: Регион Дата Включение',
      'row: г. Алматы 10.01.2022 09:00',
      'row: Восточная область, ВКО 10.01.2022 08:30',
    ]);
  });

  it('are rows where each cell came on its own line', () => {
    const text =
      'Flights resume as follows:\n\nAirport\nFirst flight\nAktau, Oral\n13.05.2020\nAtyrau\n25.05.2020';
    expect(shown(fromText(text))).toEqual([
      'paragraph: Flights resume as follows:',
      'row: Airport First flight',
      'row: Aktau, Oral 13.05.2020',
      'row: Atyrau 25.05.2020',
    ]);
  });
});

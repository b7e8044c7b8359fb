// Pictures of the student's own worlds.
const BAR = 18;
const at = (share) => `${100 * share}%`;

// A bar with its interval, and the setting that is compared with as an outline.
function bar(what, share, before) {
  const outcome = data.outcomes.includes(what);
  const kind = outcome ? { class: 'bar', fill: `url(#fill-${what})` } : { class: what === exercise.main ? 'main-bar' : 'plain-bar' };
  const middle = BAR / 2 + 3;
  const made = draw('svg', { height: BAR + 6, 'aria-hidden': 'true' });
  made.append(draw('rect', { class: 'track', x: 0, y: 3, width: '100%', height: BAR }));
  for (const tick of [0.25, 0.5, 0.75]) made.append(draw('line', { class: 'grid', x1: at(tick), x2: at(tick), y1: 3, y2: BAR + 3 }));
  made.append(draw('rect', { ...kind, x: 0, y: 3, width: at(share.share), height: BAR }));
  if (before) made.append(draw('rect', { class: 'ghost', x: 0, y: 0, width: at(before.share), height: BAR + 6 }));
  made.append(...whiskers(share.low, share.high, middle));
  return made;
}

function whiskers(low, high, middle) {
  const lines = [[low, high, middle, middle], [low, low, middle - 4, middle + 4], [high, high, middle - 4, middle + 4]];
  return ['halo', 'whisker'].flatMap((kind) =>
    lines.map(([x1, x2, y1, y2]) => draw('line', { class: kind, x1: at(x1), x2: at(x2), y1, y2 })));
}

function barRow(what, share, before) {
  const value = make('span', { class: 'value' }, percent(share.share), ' ');
  value.append(make('small', {}, `(${say('page.interval', { low: points(share.low), high: points(share.high) })})`));
  return make('div', { class: what === exercise.main ? 'row main' : 'row', 'data-row': what },
    make('span', { class: 'label' }, nameOf(what)), value, bar(what, share, before));
}

// Before the prediction only the main number and the endings: the other numbers could give its answer away.
const toldNow = (names) => (view() === 'hook' ? names.filter((what) => what === exercise.main || data.outcomes.includes(what)) : names);

function drawBars(rows, compared) {
  const measures = toldNow([...exercise.measures].sort((a, b) => (b === exercise.main) - (a === exercise.main)));
  byId('figure-measures').hidden = !measures.length;
  for (const [part, names] of [['measures', measures], ['outcomes', data.outcomes]]) {
    byId(`chart-${part}`).replaceChildren(...names.map((what) => barRow(what, rows[what].now, compared && rows[what].before)));
    if (!names.length) continue;
    const first = part === 'measures' ? names[0] : [...names].sort((a, b) => rows[b].now.share - rows[a].now.share)[0];
    const values = { title: say(part === 'measures' ? 'page.measures' : 'page.outcomes'), label: nameOf(first), share: percent(rows[first].now.share) };
    byId(`chart-${part}`).setAttribute('aria-label', say(part === 'measures' ? 'page.measures_label' : 'page.chart_label', values));
  }
  byId('chart-note').textContent = say('page.per_cent_of', { own: whole(exercise.own) }) + (compared ? ` ${say('page.outlined')}` : '');
}

function drawTable(rows, compared) {
  const said = (share) => say('page.interval', { low: points(share.low), high: points(share.high) });
  const heads = ['what', 'share', 'interval', ...(compared ? ['before', 'interval', 'difference', 'interval'] : [])];
  const body = toldNow(SHOWN).map((what) => {
    const { now, before, change } = rows[what];
    const cells = [percent(now.share), said(now)];
    if (compared) cells.push(percent(before.share), said(before), points(change.size), said(change));
    return make('tr', {}, make('th', { scope: 'row' }, capital(nameOf(what))), ...cells.map((text) => make('td', {}, text)));
  });
  byId('table').replaceChildren(
    make('caption', {}, say('page.table_caption', { own: whole(exercise.own) })),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, say('page.column_' + head))))),
    make('tbody', {}, ...body));
}

// Differences in words, each with its point and interval around the line of no change.
function drawDifferences(rows, compared) {
  const most = Math.max(...SHOWN.map((what) => Math.max(Math.abs(rows[what].change.low), Math.abs(rows[what].change.high))));
  const end = [0.05, 0.1, 0.25, 0.5, 1].find((size) => size >= most) || 1;
  const place = (size) => 0.5 + (0.5 * size) / end;
  byId('differences-note').textContent = say(compared ? 'page.differences_note' : 'page.same_setting');
  byId('difference-rows').hidden = byId('difference-axis').hidden = !compared;
  const ends = [-end, 0, end].map((size) => make('span', {}, size ? say('page.axis_points', { size: (size > 0 ? '+' : '\u2212') + whole(100 * Math.abs(size)) }) : '0'));
  byId('difference-axis').replaceChildren(...ends);
  byId('difference-rows').replaceChildren(...[exercise.main, ...SHOWN.filter((what) => what !== exercise.main)].map((what) => {
    const { change } = rows[what];
    const sure = change.low > 0 || change.high < 0;
    const svg = draw('svg', { height: 16, 'aria-hidden': 'true' },
      draw('line', { class: 'track', x1: 0, x2: '100%', y1: 8, y2: 8 }), draw('line', { class: 'zero', x1: '50%', x2: '50%', y1: 0, y2: 16 }),
      ...whiskers(place(change.low), place(change.high), 8),
      draw('circle', { class: sure ? 'dot sure' : 'dot', cx: at(place(change.size)), cy: 8, r: 5 }));
    return make('li', { class: what === exercise.main ? 'row main' : 'row', 'data-row': what },
      make('span', { class: 'label' }, nameOf(what)), make('span', { class: 'value' }, changeInWords(change)), svg);
  }));
}

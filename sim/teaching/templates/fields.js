// One mark for each world, and the steps of a lever.
const SIGNS = {
  yes: (x, y, s) => [['yes', `M${x} ${y}h${s}v${s}h${-s}z`], ['sign', `M${x + s * 0.25} ${y + s * 0.25}l${s * 0.5} ${s * 0.5}m0 ${-s * 0.5}l${-s * 0.5} ${s * 0.5}`]],
  no: (x, y, s) => [['no', `M${x + 0.5} ${y + 0.5}h${s - 1}v${s - 1}h${1 - s}z`]],
  both: (x, y, s) => [['yes', `M${x} ${y}h${s}v${s}h${-s}z`]],
  before: (x, y, s) => [['gone', `M${x + 1} ${y + 1}l${s - 2} ${s - 2}m0 ${2 - s}l${2 - s} ${s - 2}`]],
  after: (x, y, s) => [['new', `M${x + s / 2} ${y}l${s / 2} ${s}h${-s}z`]],
  neither: (x, y, s) => [['never', `M${x + s * 0.38} ${y + s * 0.38}h${s * 0.24}v${s * 0.24}h${-s * 0.24}z`]],
};

const widthOf = (element) => Math.max(Math.floor(element.clientWidth), 200);

// A field of marks in rows; all marks of a kind are one path, so that a thousand are drawn at once.
function drawField(element, kinds, label) {
  const size = kinds.length <= 1 ? 56 : kinds.length <= 10 ? 26 : 9;
  const gap = size > 20 ? 5 : 2;
  const across = Math.max(Math.floor(widthOf(element) / (size + gap)), 1);
  const paths = {};
  kinds.forEach((kind, place) => {
    const [x, y] = [(place % across) * (size + gap), Math.floor(place / across) * (size + gap)];
    for (const [name, path] of SIGNS[kind](x, y, size)) paths[name] = (paths[name] || '') + path;
  });
  const height = Math.ceil(kinds.length / across) * (size + gap);
  const order = ['never', 'no', 'yes', 'sign', 'gone', 'new'].filter((name) => name in paths);
  element.replaceChildren(draw('svg', { width: across * (size + gap), height, 'aria-hidden': 'true' }, ...order.map((name) => draw('path', { class: name, d: paths[name] }))));
  element.setAttribute('aria-label', label);
}

function keyRow(kind, text) {
  const paths = SIGNS[kind](0, 0, 14).map(([name, d]) => draw('path', { class: name, d }));
  return make('li', { 'data-kind': kind }, draw('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, ...paths), make('span', {}, text));
}

function drawFlips(what) {
  const [before, after] = [flags(state.compared, what), flags(state.shown, what)];
  const counts = fourCounts(before, after);
  const kinds = before.map((was, i) => (was ? (after[i] ? 'both' : 'before') : after[i] ? 'after' : 'neither'));
  const label = capital(nameOf(what));
  byId('flips').hidden = state.shown === state.compared;
  byId('flips-note').textContent = say('page.flips_note', { label: nameOf(what) });
  drawField(byId('flip-field'), kinds, say('page.flips_label', { label, own: whole(exercise.own), ...counts }));
  byId('flip-key').replaceChildren(...Object.keys(counts).map((kind) => keyRow(kind, say('page.flips_' + kind, { count: whole(counts[kind]) }))));
}

// The first few of the student's own worlds, one by one.
function drawSamples(what) {
  if (!byId('samples')) return;
  const { size } = state.sample;
  const from = state.sample.from + size > exercise.own ? 0 : state.sample.from;
  const cut = (label) => flags(label, what).slice(from, from + size);
  const now = cut(state.shown);
  const values = (share) => ({ count: whole(share.count), worlds: whole(size), share: percent(share.share), low: points(share.low), high: points(share.high) });
  const sentences = [say('page.sample_said', values(shareOf(countOf(now), size)))];
  if (state.shown !== state.compared) sentences.push(say('page.sample_compared', values(shareOf(countOf(cut(state.compared)), size))));
  byId('samples-note').textContent = say('page.samples_note', { label: nameOf(what) });
  byId('sample-said').replaceChildren(...sentences.flatMap((text) => [text, make('br')]).slice(0, -1));
  for (const button of all('[data-sample]')) button.setAttribute('aria-pressed', String(Number(button.dataset.sample) === size));
  byId('sample-next').disabled = size >= exercise.own;
  drawField(byId('sample-field'), now.map((yes) => (yes ? 'yes' : 'no')), say('page.sample_label', { label: capital(nameOf(what)), count: countOf(now), worlds: whole(size) }));
  byId('sample-key').replaceChildren(keyRow('yes', say('page.sample_mark_yes')), keyRow('no', say('page.sample_mark_no')));
  const first = firstWorld(exercise, state.code) + from;
  byId('sample-list').replaceChildren(...(size > 10 ? [] : now.map((yes, i) => {
    const outcome = nameOf(data.outcomes[own(state.shown)[from + i] % data.outcomes.length]);
    return make('li', {}, say(yes ? 'page.sample_yes' : 'page.sample_no', { world: first + i, outcome }));
  })));
}

// The followed number at the levels of a lever that have been looked at; the other levers stay.
function drawAlong(what) {
  const lever = state.moved ?? levers.findIndex((one) => exercise.start[one.name] !== exercise.change[one.name]);
  const places = placesOf(state.shown);
  const steps = levers[lever].levels.map((_, place) => {
    const label = places.map((now, i) => (i === lever ? place : now)).join('-');
    return { place, said: levelSaid(levers[lever], place), now: label === state.shown, share: state.runs.includes(label) ? shareIn(label, what) : null };
  });
  const seen = steps.filter((step) => step.share);
  byId('along').hidden = Boolean(exercise.points) || levers[lever].levels.length < 3;
  byId('along-title').textContent = say('page.along', { label: levers[lever].label });
  byId('along-note').textContent = say('page.along_note', { what: capital(nameOf(what)) });
  const told = seen.map((step) => `${step.said}: ${percent(step.share.share)}`).join('; ');
  byId('along-field').setAttribute('aria-label', say('page.along_label', { what: capital(nameOf(what)), label: levers[lever].label, points: told }));
  byId('along-field').replaceChildren(levers[lever].numeric ? alongLine(steps) : alongRows(steps));
}

function alongLine(steps) {
  const [width, height, left, low] = [Math.min(widthOf(byId('along-field')), 640), 220, 44, 30];
  const x = (place) => left + 26 + ((width - left - 60) * place) / (steps.length - 1);
  const y = (share) => 22 + (height - low - 22) * (1 - share);
  const made = draw('svg', { width, height, 'aria-hidden': 'true' });
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
    made.append(draw('line', { class: 'grid', x1: left, x2: width, y1: y(tick), y2: y(tick) }));
    made.append(draw('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, `${whole(100 * tick)} %`));
  }
  const path = steps.map((step, i) => (step.share ? `${i && steps[i - 1].share ? 'L' : 'M'}${x(i)} ${y(step.share.share)}` : '')).join('');
  made.append(draw('path', { class: 'line', d: path || 'M0 0' }));
  steps.forEach((step, i) => {
    made.append(draw('text', { x: x(i), y: height - 8, 'text-anchor': 'middle', class: step.now ? 'now' : '' }, levelShort(step)));
    if (!step.share) return;
    made.append(draw('line', { class: 'whisker', x1: x(i), x2: x(i), y1: y(step.share.low), y2: y(step.share.high) }));
    made.append(draw('circle', { class: step.now ? 'point now' : 'point', cx: x(i), cy: y(step.share.share), r: 5.5 }));
    made.append(draw('text', { x: x(i), y: y(step.share.high) - 7, 'text-anchor': 'middle', class: step.now ? 'now' : '' }, points(step.share.share)));
  });
  return made;
}

const levelShort = (step) => step.said.split(',')[0];

function alongRows(steps) {
  return make('div', {}, ...steps.map((step) => {
    const value = step.share ? `${percent(step.share.share)} (${say('page.interval', { low: points(step.share.low), high: points(step.share.high) })})` : say('page.along_not_yet');
    const row = make('div', { class: step.now ? 'row main' : 'row' }, make('span', { class: 'label' }, step.said), make('span', { class: 'value' }, value));
    if (step.share) row.append(bar(exercise.main, step.share, null));
    return row;
  }));
}

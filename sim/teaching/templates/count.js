// Counting worlds: which are a student's own, shares and differences with their intervals. Pure functions.
const Z_SQUARED = 1.959963984540054 ** 2;
const LONGEST_CODE = 40;

// A code as it is kept: small letters, single spaces; null if it is none.
function cleanCode(typed) {
  const code = typed.trim().split(/\s+/u).join(' ').toLowerCase();
  const fits = /^[\p{L}\p{N}_-]+(?: [\p{L}\p{N}_-]+)*$/u.test(code) && [...code].length <= LONGEST_CODE;
  return fits ? code : null;
}

// The first of a student's own worlds: FNV-1a of the UTF-8 bytes, and the remainder by the places at which a window can begin.
function firstWorld(exercise, code) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${exercise.name}:${code}`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % (exercise.worlds - exercise.own + 1);
}

// The bytes of the worlds of a cell.
function decoded(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

// Whether a world of this byte reached an outcome, or a measure happened in it.
function reached(byte, what, outcomes, measures) {
  const outcome = outcomes.indexOf(what);
  if (outcome >= 0) return byte % outcomes.length === outcome;
  return ((Math.floor(byte / outcomes.length) >> measures.indexOf(what)) & 1) === 1;
}

// Wilson's interval for a share.
function wilson(count, total) {
  if (!total) return [0, 1];
  const centre = (count + Z_SQUARED / 2) / (total + Z_SQUARED);
  const spread = Math.sqrt(Z_SQUARED * ((count * (total - count)) / total + Z_SQUARED / 4)) / (total + Z_SQUARED);
  return [count === 0 ? 0 : Math.max(centre - spread, 0), count === total ? 1 : Math.min(centre + spread, 1)];
}

// A share with its interval.
function shareOf(count, total) {
  const [low, high] = wilson(count, total);
  return { count, total, share: total ? count / total : NaN, low, high };
}

// The second share less the first, counted in the same worlds (Newcombe 1998, method 10).
function changeOf(both, before, after, neither) {
  const total = both + before + after + neither;
  if (!total) return { size: 0, low: -1, high: 1 };
  const one = shareOf(both + before, total);
  const two = shareOf(both + after, total);
  const product = both * neither - before * after;
  const numerator = product > 0 ? Math.max(product - total / 2, 0) : product;
  const spread = Math.sqrt((both + before) * (after + neither) * (both + after) * (before + neither));
  const phi = spread > 0 ? numerator / spread : 0;
  const together = (x, y) => Math.sqrt(Math.max(x * x - 2 * phi * x * y + y * y, 0));
  const size = two.share - one.share;
  return {
    size,
    low: Math.max(size - together(two.share - two.low, one.high - one.share), -1),
    high: Math.min(size + together(two.high - two.share, one.share - one.low), 1),
  };
}

// The four counts of a pair of settings.
function fourCounts(before, after) {
  const counts = { both: 0, before: 0, after: 0, neither: 0 };
  before.forEach((was, place) => {
    counts[was ? (after[place] ? 'both' : 'before') : after[place] ? 'after' : 'neither'] += 1;
  });
  return counts;
}

// The place of every level in the cell nearest to a wish: what was moved stays, fewest steps, later levers move first.
function nearest(labels, wish, moved, numeric) {
  const steps = (from, to, lever) => (numeric[lever] ? Math.abs(from - to) : Number(from !== to));
  const ways = labels
    .map((label) => label.split('-').map(Number))
    .filter((places) => places[moved] === wish[moved])
    .map((places) => ({ places, cost: places.map((place, lever) => steps(wish[lever], place, lever)) }));
  const total = (way) => way.cost.reduce((sum, cost) => sum + cost, 0);
  ways.sort((a, b) => total(a) - total(b) || a.cost.map((cost, i) => cost - b.cost[i]).find((less) => less) || 0);
  return ways.length ? ways[0].places : null;
}

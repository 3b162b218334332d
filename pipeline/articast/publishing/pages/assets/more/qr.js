/* A QR code (ISO/IEC 18004) of a text, made here: bytes, correction level L, the smallest of versions 1 to 10; null of
   what is longer than 271 bytes. Rows of booleans, true is dark, without the quiet zone. */

/* By version: bytes of correction a block, and how many blocks of how many bytes of text. */
const BLOCKS = [[7, [1, 19]], [10, [1, 34]], [15, [1, 55]], [20, [1, 80]], [26, [1, 108]], [18, [2, 68]], [20, [2, 78]], [24, [2, 97]], [30, [2, 116]], [18, [2, 68], [2, 69]]];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

/* GF(256) with x^8 + x^4 + x^3 + x^2 + 1. */
const POWER = [], LOG = [];
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  POWER[exponent] = value;
  LOG[value] = exponent;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}
const times = (a, b) => (a && b ? POWER[(LOG[a] + LOG[b]) % 255] : 0);

const correction = (bytes, count) => {
  let generator = [1];
  for (let i = 0; i < count; i++) {
    const next = [...generator, 0];
    generator.forEach((value, at) => { next[at + 1] ^= times(value, POWER[i]); });
    generator = next;
  }
  const rest = [...bytes, ...new Array(count).fill(0)];
  bytes.forEach((_, at) => { const first = rest[at]; generator.forEach((value, by) => { rest[at + by] ^= times(value, first); }); });
  return rest.slice(bytes.length);
};

const codewords = (bytes, version) => {
  const [extra, ...groups] = BLOCKS[version - 1], room = groups.reduce((sum, [count, size]) => sum + count * size, 0);
  const bits = [], put = (value, length) => { for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => put(byte, 8));
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const text = [];
  for (let at = 0; at < bits.length; at += 8) text.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let fill = 0xec; text.length < room; fill ^= 0xec ^ 0x11) text.push(fill);
  const blocks = [];
  let at = 0;
  for (const [count, size] of groups) for (let i = 0; i < count; i++) { blocks.push(text.slice(at, at + size)); at += size; }
  const woven = (lists) => Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, row) => lists.flatMap((list) => list[row] ?? [])).flat();
  return [...woven(blocks), ...woven(blocks.map((block) => correction(block, extra)))];
};

/* A number with its BCH remainder. */
const checked = (value, generator, length) => {
  const degree = 31 - Math.clz32(generator);
  let rest = value << degree;
  for (let i = length - 1; i >= 0; i--) if ((rest >> (i + degree)) & 1) rest ^= generator << i;
  return (value << degree) | rest;
};

const frame = (version) => {
  const size = 17 + 4 * version, dark = Array.from({ length: size }, () => new Array(size).fill(null));
  const set = (x, y, value) => { if (dark[y]?.[x] !== undefined) dark[y][x] = value; };
  for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]])
    for (let y = -1; y < 8; y++) for (let x = -1; x < 8; x++) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      set(left + x, top + y, ring !== 2 && ring !== 4);
    }
  for (let i = 8; i < size - 8; i++) { dark[6][i] = dark[i][6] = i % 2 === 0; }
  const centres = ALIGNED[version - 1], end = centres.at(-1);
  for (const cy of centres) for (const cx of centres) {
    if ((cx === 6 && cy === 6) || (cx === 6 && cy === end) || (cx === end && cy === 6)) continue;
    for (let y = -2; y < 3; y++) for (let x = -2; x < 3; x++) dark[cy + y][cx + x] = Math.max(Math.abs(x), Math.abs(y)) !== 1;
  }
  dark[size - 8][8] = true;
  if (version > 6) {
    const bits = checked(version, 0x1f25, 6);
    for (let i = 0; i < 18; i++) { const a = Math.floor(i / 3), b = size - 11 + (i % 3); dark[a][b] = dark[b][a] = ((bits >> i) & 1) === 1; }
  }
  return dark;
};

const named = (dark, mask) => { // level L is 01
  const size = dark.length, bits = checked(8 | mask, 0x537, 5) ^ 0x5412, bit = (i) => ((bits >> i) & 1) === 1;
  for (let i = 0; i < 15; i++) {
    if (i < 6) dark[i][8] = bit(i); else if (i < 8) dark[i + 1][8] = bit(i); else dark[size - 15 + i][8] = bit(i);
    if (i < 8) dark[8][size - 1 - i] = bit(i); else if (i === 8) dark[8][7] = bit(i); else dark[8][14 - i] = bit(i);
  }
};

const MASKS = [(x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3), (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2];

/* How hard a camera finds it: long runs, blocks of one colour, what looks like a corner, more dark than light. */
const penalty = (dark) => {
  const size = dark.length, lines = [...dark, ...dark.map((_, x) => dark.map((line) => line[x]))];
  let sum = 0;
  for (const line of lines) {
    const text = line.map(Number).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (text.match(/(?=10111010000|00001011101)/g) ?? []).length;
  }
  for (let y = 1; y < size; y++) for (let x = 1; x < size; x++) if (dark[y][x] === dark[y - 1][x] && dark[y][x] === dark[y][x - 1] && dark[y][x] === dark[y - 1][x - 1]) sum += 3;
  const share = dark.flat().filter(Boolean).length / (size * size);
  return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
};

export const qr = (text) => {
  const bytes = [...new TextEncoder().encode(text)];
  const version = 1 + BLOCKS.findIndex(([, ...groups], at) => groups.reduce((sum, [count, size]) => sum + count * size, 0) >= bytes.length + (at < 9 ? 2 : 3));
  if (!version) return null;
  const words = codewords(bytes, version), bits = words.flatMap((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((i) => (word >> i) & 1));
  const plain = frame(version), size = plain.length;
  named(plain, 0); // its place is taken
  const free = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) for (const x of [right, right - 1]) { const y = up ? size - 1 - i : i; if (plain[y][x] === null) free.push([x, y]); }
  }
  const made = MASKS.map((mask, number) => {
    const dark = plain.map((line) => [...line]);
    free.forEach(([x, y], at) => { dark[y][x] = ((bits[at] ?? 0) === 1) !== (mask(x, y) === 0); });
    named(dark, number);
    return dark;
  });
  return made.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
};

/**
 * Just enough of the WebAssembly binary format for modules of small loops over a shared memory: functions of
 * i32 and f64 parameters, v128 locals, one imported memory. Opcodes are those of the core specification and of
 * its fixed-width SIMD part.
 */
/** Bytes, composed by nesting and flattened once, when the module is put together. */
export type Code = number | readonly Code[]
/** Flattened. */
type Bytes = readonly number[]
export type ValueType = 'i32' | 'f64' | 'v128'

const typeCodes: Record<ValueType, number> = { i32: 0x7f, f64: 0x7c, v128: 0x7b }

export interface WasmFunction {
  readonly name: string
  readonly parameters: readonly ValueType[]
  readonly result?: ValueType
  /** Locals are numbered after the parameters. */
  readonly locals: readonly ValueType[]
  readonly body: Code
}

/** Numbers in LEB128, the format's variable-length integers. */
function unsigned(value: number): Bytes {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}
function signed(value: number): Bytes {
  const isLast = value >= -64 && value < 64
  return isLast ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
function text(name: string): Bytes {
  return vector(Array.from(name, (character) => [character.charCodeAt(0)]))
}
function vector(items: readonly Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()]
}
function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content]
}

/** Loads and stores take byte offsets; the alignment is only a hint and is left at one byte. */
const memory = (opcode: Code, offset: number): Code => [opcode, 0, unsigned(offset)]
const simd = (opcode: number): Code => [0xfd, unsigned(opcode)]

export const get = (local: number): Code => [0x20, unsigned(local)]
export const set = (local: number): Code => [0x21, unsigned(local)]
export const tee = (local: number): Code => [0x22, unsigned(local)]

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  add: [0x6a],
  subtract: [0x6b],
  or: [0x72],
  shiftLeft: [0x74],
  store: (offset: number): Code => memory([0x36], offset),
} satisfies Record<string, Code | ((value: number) => Code)>

export const f64 = {
  constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  add: [0xa0],
} satisfies Record<string, Code | ((value: number) => Code)>

/** Lanes are named by what they hold: `f64x2` two numbers, `i8x16` sixteen bytes. */
export const v128 = {
  load: (offset: number): Code => memory(simd(0x00), offset),
  store: (offset: number): Code => memory(simd(0x0b), offset),
  /** One 32-bit integer into all four lanes. */
  i32x4loadSplat: (offset: number): Code => memory(simd(0x09), offset),
  constant: (bytes: Code): Code => [simd(0x0c), bytes],
  /** Sixteen bytes out of two operands; 16 and above name bytes of the second. */
  shuffle: (bytes: Code): Code => [simd(0x0d), bytes],
  /** Bytes of the first operand at the places that the second names. */
  i8x16swizzle: simd(0x0e),
  i8x16equal: simd(0x23),
  not: simd(0x4d),
  and: simd(0x4e),
  or: simd(0x50),
  xor: simd(0x51),
  bitselect: simd(0x52),
  anyTrue: simd(0x53),
  i8x16bitmask: simd(0x64),
  i8x16narrow: simd(0x65),
  i16x8narrow: simd(0x85),
  f64x2splat: simd(0x14),
  f64x2lane: (lane: number): Code => [simd(0x21), lane],
  f64x2equal: simd(0x47),
  f64x2notEqual: simd(0x48),
  f64x2less: simd(0x49),
  f64x2greater: simd(0x4a),
  f64x2lessOrEqual: simd(0x4b),
  f64x2greaterOrEqual: simd(0x4c),
  f64x2ceil: simd(0x74),
  f64x2floor: simd(0x75),
  f64x2abs: simd(0xec),
  f64x2add: simd(0xf0),
  f64x2subtract: simd(0xf1),
  f64x2multiply: simd(0xf2),
  f64x2divide: simd(0xf3),
  f64x2min: simd(0xf4),
  f64x2max: simd(0xf5),
}

/** Runs `body`, then again as long as it leaves something else than 0 on the stack. */
export const repeatWhile = (...body: readonly Code[]): Code => [
  [0x03, 0x40],
  body,
  [0x0d, 0x00, 0x0b],
]

function flatten(code: Code, bytes: number[]): number[] {
  if (typeof code === 'number') bytes.push(code)
  else for (const part of code) flatten(part, bytes)
  return bytes
}

const magicAndVersion: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]

/** The binary module. Its memory is imported as `runtime.memory`; every function is exported. */
export function moduleBytes(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((type) => [typeCodes[type]])),
    ...vector(result === undefined ? [] : [[typeCodes[result]]]),
  ])
  const bodies = functions.map(({ locals, body }) => {
    const code = flatten([vector(locals.map((type) => [1, typeCodes[type]])), body, 0x0b], [])
    return [...unsigned(code.length), ...code]
  })
  const importedMemory = [...text('runtime'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]
  return Uint8Array.from([
    ...magicAndVersion,
    ...section(1, vector(types)),
    ...section(2, vector([importedMemory])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(
      7,
      vector(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)])),
    ),
    ...section(10, vector(bodies)),
  ])
}

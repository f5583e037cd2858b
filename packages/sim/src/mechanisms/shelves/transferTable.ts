/** Goods on the way between own warehouses: a small table, oldest first. */

/** `count` rows are in use. */
export interface Transfers {
  count: number
  /** Stock that receives. */
  stock: Int32Array
  units: Float64Array
  /** Cost of the goods, whole cents. */
  cents: Float64Array
  dueDay: Int32Array
  /** Day on which a unit of the giver's mean age was received. */
  bornDay: Float64Array
  defectRatio: Float64Array
}

export interface Transfer {
  readonly stock: number
  readonly units: number
  readonly cents: number
  readonly dueDay: number
  readonly bornDay: number
  readonly defectRatio: number
}

export function createTransfers(rows: number): Transfers {
  return {
    count: 0,
    stock: new Int32Array(rows),
    units: new Float64Array(rows),
    cents: new Float64Array(rows),
    dueDay: new Int32Array(rows),
    bornDay: new Float64Array(rows),
    defectRatio: new Float64Array(rows),
  }
}

export function addTransfer(transfers: Transfers, transfer: Transfer): void {
  if (transfers.count === transfers.stock.length) {
    transfers.stock = doubled(transfers.stock, Int32Array)
    transfers.units = doubled(transfers.units, Float64Array)
    transfers.cents = doubled(transfers.cents, Float64Array)
    transfers.dueDay = doubled(transfers.dueDay, Int32Array)
    transfers.bornDay = doubled(transfers.bornDay, Float64Array)
    transfers.defectRatio = doubled(transfers.defectRatio, Float64Array)
  }
  const row = transfers.count
  transfers.stock[row] = transfer.stock
  transfers.units[row] = transfer.units
  transfers.cents[row] = transfer.cents
  transfers.dueDay[row] = transfer.dueDay
  transfers.bornDay[row] = transfer.bornDay
  transfers.defectRatio[row] = transfer.defectRatio
  transfers.count += 1
}

/** Moves row `from` to `to`, which lies before it or is the same. */
export function moveTransfer(transfers: Transfers, from: number, to: number): void {
  if (from === to) return
  transfers.stock[to] = transfers.stock[from]!
  transfers.units[to] = transfers.units[from]!
  transfers.cents[to] = transfers.cents[from]!
  transfers.dueDay[to] = transfers.dueDay[from]!
  transfers.bornDay[to] = transfers.bornDay[from]!
  transfers.defectRatio[to] = transfers.defectRatio[from]!
}

function doubled<A extends Int32Array | Float64Array>(
  column: A,
  Column: new (length: number) => A,
): A {
  const larger = new Column(Math.max(16, 2 * column.length))
  larger.set(column)
  return larger
}

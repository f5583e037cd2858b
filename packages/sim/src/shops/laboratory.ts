/**
 * A shop in which only what is given happens: no routine, no shocks, no feedback, no cost but those switched on.
 * Ten equal products in three warehouses; `keep` takes fewer. Reference cases with exact answers run on it.
 */
import { shockRateSettings } from '../mechanisms/world/shockSettings.ts'
import type { SettingPath } from '../settings.ts'
import type { Product, ShopTemplate } from './template.ts'

const off = (...paths: readonly SettingPath[]) =>
  Object.fromEntries(paths.map((path) => [path, 0])) as ShopTemplate['settings']
const one = (...paths: readonly SettingPath[]) =>
  Object.fromEntries(paths.map((path) => [path, 1])) as ShopTemplate['settings']

const product = (index: number): Product => ({
  id: `p_${String(index + 1).padStart(2, '0')}`,
  categoryId: 'c_lab',
  supplierId: 's_main',
  backupSupplierIds: ['s_spare'],
  visitsPerDay: 100,
  conversionRatio: 0.1,
  listPriceCents: 10_000,
  unitCostCents: 5_000,
  priceElasticity: -2,
  moqUnits: 1,
  leftoverUnits: 0,
  ageDays: 400,
  defectRatio: 0,
})

const supplier = (id: string, en: string, zh: string) => ({
  id,
  label: { en, zh },
  leadTimeDays: 5,
  leadTimeVariationRatio: 0,
  termsDays: 0,
  failureRatioPerDay: 0,
  recoveryRatioPerDay: 1,
  backupPriceFactor: 1,
})

const warehouse = (index: number) => ({
  id: `w_${index + 1}`,
  label: { en: `Warehouse ${index + 1}`, zh: `仓库 ${index + 1}` },
  demandShareRatio: 1,
})

export const laboratory: ShopTemplate = {
  id: 'laboratory',
  label: { en: 'Laboratory', zh: '实验室' },
  description: {
    en: 'Only what you switch on happens: given demand, no routine, no shocks, no feedback. For exact answers.',
    zh: '只发生您开启的事：给定需求，无日常例行、无冲击、无反馈，用于核对精确答案。',
  },
  currency: 'CNY',
  startDate: '2026-01-05',
  historyDays: 0,
  horizonDays: 90,
  hasRoutine: false,
  settings: {
    ...off(...(Object.keys(shockRateSettings) as SettingPath[])),
    'promotions.dates': [],
    'purchasing.breakMoqMultiples': [],
    'purchasing.breakDiscountRatios': [],
    ...one(
      'reviews.lateBadFactor',
      'reviews.damageBadFactor',
      'reviews.defectBadFactor',
      'calendar.mondayFactor',
      'calendar.tuesdayFactor',
      'calendar.wednesdayFactor',
      'calendar.thursdayFactor',
      'calendar.fridayFactor',
      'calendar.saturdayFactor',
      'calendar.sundayFactor',
    ),
    ...off(
      'demand.visitsDispersion',
      'demand.shopDaySd',
      'demand.driftSd',
      'demand.extraUnitRatio',
      'rivals.moveChancePerDay',
      'offers.gainEffect',
      'offers.lossEffect',
      'offers.stockpileRatio',
      'offers.houseDiscountRatio',
      'suppliers.preparationRatio',
      'returns.defectiveReturnRatio',
      'fulfilment.misslotErrorFactor',
      'fulfilment.crowdedSlowdown',
      'fulfilment.staffingDays',
      'offers.wasPriceLiftRatio',
      'stockouts.substituteRatio',
      'stockouts.waitRatio',
      'stockouts.giveUpRatioPerDay',
      'stock.openingCoverDays',
      'stock.holdingRatioPerYear',
      'suppliers.orderCostCents',
      'purchasing.isCashLimited',
      'customers.repeatOrderShareRatio',
      'customers.stockoutEffect',
      'privateDomain.openingRatio',
      'reviews.writeRatio',
      'reviews.valenceElasticity',
      'reviews.volumeElasticity',
      'reviews.perBrokenPromise',
      'reviews.answerCutRatio',
      'dsr.organicExponent',
      'opinion.perBadReview',
      'opinion.perComplaint',
      'service.isPooled',
      'complaints.perDefectiveUnit',
      'complaints.perLateParcel',
      'complaints.perDamagedParcel',
      'complaints.perUnitByPlatform',
      'fulfilment.stuckRatio',
      'fulfilment.wrongParcelRatio',
      'fulfilment.salesLossPerDeliveryDay',
      'couriers.lateRatio',
      'couriers.damageRatio',
      'compliance.inspectionsPerYear',
      'money.feeRatio',
      'money.shippingCentsPerOrder',
      'money.staffWagesCentsPerDay',
      'money.payoutDelayDays',
      'money.openingCashCents',
    ),
  },
  ticketClasses: ['normal', 'urgent', 'major'].map((id) => ({
    id,
    agents: 1,
    patienceHours: 0,
    hardTicketRatio: 0,
    ticketsPerOrder: 0,
    ticketsPerReturnedUnit: 0,
    ticketsPerStuckOrder: 0,
    ticketsPerBadReview: 0,
  })),
  categories: [
    {
      id: 'c_lab',
      label: { en: 'Laboratory goods', zh: '实验商品' },
      safetyStockUnits: 0,
      seasonAmplitudeRatio: 0,
      seasonPeakRatio: 0,
      returnRatio: 0,
    },
  ],
  suppliers: [
    supplier('s_main', 'Main supplier', '主供应商'),
    supplier('s_spare', 'Backup supplier', '备用供应商'),
  ],
  warehouses: [warehouse(0), warehouse(1), warehouse(2)],
  products: Array.from({ length: 10 }, (_, index) => product(index)),
}

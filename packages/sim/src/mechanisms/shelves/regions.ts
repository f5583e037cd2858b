/** Where the warehouses are. */
import { defineMetric, type MetricDefinition } from '../../metric.ts'
import { regions } from '../../shops/template.ts'

export const regionMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'region',
    scopes: ['warehouse'],
    type: 'enum',
    values: regions,
    unit: 'none',
    window: 'now',
    direction: 'neither',
    label: { en: 'Region', zh: '所在区域' },
    help: { en: 'Region that the warehouse serves.', zh: '仓库服务的区域。' },
    formula: {
      kind: 'columns',
      columns: {
        warehouse: ({ model }) =>
          Float64Array.from(model.shop.warehouses, ({ region }, index) =>
            region === undefined ? index % regions.length : regions.indexOf(region),
          ),
      },
    },
  }),
]

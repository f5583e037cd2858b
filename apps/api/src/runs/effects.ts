/** Whether a run shows what its playbook is tested for. Judged here, so that the client need not load the simulator. */
import { isUnitCase, type EffectTest, type Trial } from '@sandtable/rules'
import { judgeEffect, type EffectOutcome } from '@sandtable/sim'
import { trialShop, type EffectTestResult, type RunDetail } from '../contract.ts'

/**
 * The effect tests of the playbook against the report; none unless the run is on the trial. Reports of earlier
 * versions, which lack what a line may read, are of no trial.
 */
export function effectsOf({
  shop,
  days,
  report,
  playbook: { trial, tests = [] },
}: RunDetail): readonly EffectTestResult[] {
  if (report === undefined || trial === undefined || shop !== trialShop) return []
  return tests.flatMap((test) => {
    if (isUnitCase(test)) return []
    const why = whyNot(test, trial, days)
    const lines = test.effects.map((line) => ({
      line,
      outcome: why ?? judgeEffect(line, report),
    }))
    return [test.name === undefined ? { lines } : { name: test.name, lines }]
  })
}

/** A test may ask for a run of its own, of which this one says nothing. */
function whyNot(test: EffectTest, trial: Trial, days: number): EffectOutcome | undefined {
  if (test.shop !== undefined) {
    return {
      status: 'unknown',
      why: { en: 'the test is of a shop of its own', zh: '该测试针对另一家店铺' },
    }
  }
  const wanted = test.days ?? trial.days
  if (wanted === days) return undefined
  return {
    status: 'unknown',
    why: {
      en: `the test is of ${wanted} days, this run of ${days}`,
      zh: `该测试为 ${wanted} 天，本次运行为 ${days} 天`,
    },
  }
}

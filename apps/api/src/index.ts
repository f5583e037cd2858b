/** What the command line and tests use. The web client imports types from `./router`. */
export { defaultDataFolder, readConfig } from './config.ts'
export type * from './contract.ts'
export { requestOpenLink } from './openLink.ts'
export { defaultWorkers, runExperiment, type ExperimentOptions } from './runs/experimentPool.ts'
export { startServer, type RunningServer, type StartOptions } from './server.ts'
export { StartError } from './startError.ts'

/**
 * Simulation: a cascade tried out before anybody is called. From the real tree and the rules of its tiers it tells
 * batches, person-days, halls, cost, trainers needed and there, when each hop ends, what holds it up and what would
 * relieve it. Nothing is kept. The model and its assumptions stand in model/rules.ts; it is linear in the number of hosts.
 * Words: hop (a tier as asked about), host, pool (trainers who stand together), round, relief, lower bound.
 */
export { routes as simulation } from './routes.ts'

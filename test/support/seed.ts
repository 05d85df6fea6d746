import fc from 'fast-check'

/** Random tests try the same cases each time, so that a run judges the code and not its luck; `SEED=…` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) })

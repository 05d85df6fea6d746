/**
 * Hierarchy: the tree of units. One root, every other unit has one parent of a level above its own; a unit's path is
 * the ids from the root to itself, so that a subtree is one range and the ancestors are the path.
 * Words: unit, code (the organisation's own key of a unit), path, level.
 */
export { belowThen, nameThen, openThen } from './history.ts'
export { nameQuery, sameName, searchQuery, searchText, soundKey, unitWords } from './names.ts'
export { insertUnits, pathOf, type UnitDraft, wordsIn } from './queries.ts'
export { hierarchy } from './routes.ts'
export { UnitRef } from './shapes.ts'

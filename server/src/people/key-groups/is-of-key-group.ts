import { sql } from 'kysely'

/**
 * Whoever is of any key group, letter by letter as the index `elder_key_group` has it: without the very same condition the
 * planner may not use it, and counts of a city would read everybody.
 */
export const isOfKeyGroup = sql.raw<boolean>(`(elder.special_difficulty <> '[]'::jsonb or elder.ability_level >= 3
  or elder.categories && '{tekun-self-care:none,disability-grade:1,disability-grade:2,household:left-behind,household:empty-nest,family-planning:lost-only-child,family-planning:disabled-only-child}'::text[])`)

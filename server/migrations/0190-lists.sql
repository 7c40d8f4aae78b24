-- What lists of a city are narrowed and sorted by. Under row-level security only leakproof operators reach an index; whoever
-- is of a category today has been recorded so, and kind and value are compared as they stand.
create index elder_circumstance_kind on elder_circumstance (kind, value, region);
create statistics elder_circumstance_kinds (mcv) on kind, value from elder_circumstance;
comment on statistics elder_circumstance_kinds is '值取决于类别，供估算 A value belongs to one kind; without this the planner takes every category for rare';
create index elder_level on elder (ability_level, region) where ability_level is not null;
create index elder_birth on elder (birth, id);
create index elder_recent on elder (updated_at, id);
-- The statistics count from the first list on, not from the next time the table is looked through.
analyze elder_circumstance;

-- Lists of one county: with the county in the index, the planner no longer reads the county's whole primary key beside it.
drop index elder_circumstance_kind;
create index elder_circumstance_kind on elder_circumstance (kind, value, county, region);
drop index elder_level;
create index elder_level on elder (ability_level, county, region) where ability_level is not null;

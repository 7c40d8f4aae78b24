-- Lists of one county: with the place in the index, the planner no longer reads the county's whole primary key beside it, and
-- rows of other divisions are passed over before they are fetched.
drop index elder_circumstance_kind;
create index elder_circumstance_kind on elder_circumstance (kind, value, county, region);
drop index elder_level;
create index elder_level on elder (ability_level, county, region) where ability_level is not null;
drop index elder_initials;
create index elder_initials on elder (initials, county, region);
drop index elder_name;
create index elder_name on elder (name, county, region);
drop index elder_given_name;
create index elder_given_name on elder (given_name, county, region);

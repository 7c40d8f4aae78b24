-- One focused view of the key groups (catalogue A14). The index holds whoever is of any of them: those of the catalogue by what is
-- on their own row, and whoever the rule of their place adds.
create index elder_key_group on elder (region, id) where special_difficulty <> '[]'::jsonb or ability_level >= 3
  or categories && '{tekun-self-care:none,disability-grade:1,disability-grade:2,household:left-behind,household:empty-nest,family-planning:lost-only-child,family-planning:disabled-only-child}'::text[];

create table purchase_budget (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  group_id         text        not null,
  year             int         not null constraint purchase_budget_year check (year between 2000 and 2100),
  fen              bigint      not null constraint purchase_budget_fen check (fen between 0 and 9007199254740991),
  document         text        not null,
  document_on      date        not null,
  note             text        not null default '',
  recorded_at      timestamptz not null,
  recorded_by      uuid        not null,
  recorded_by_name text        not null,
  constraint purchase_budget_pk primary key (county, id)
);
comment on table purchase_budget is '重点困难老年人购买服务年度预算；后一行取代前一行 Yearly purchase budget of a key group and division; the later row counts';
create index purchase_budget_place on purchase_budget (county, year, region, group_id, id);

create table purchase_commitment (
  county           county_code not null,
  id               uuid        not null,
  region           region_code not null,
  group_id         text        not null,
  year             int         not null,
  fen              bigint      not null constraint purchase_commitment_fen check (fen <> 0 and abs(fen) <= 9007199254740991),
  purpose          text        not null,
  document         text        not null,
  on_day           date        not null,
  recorded_at      timestamptz not null,
  recorded_by      uuid        not null,
  recorded_by_name text        not null,
  constraint purchase_commitment_pk primary key (county, id)
);
comment on table purchase_commitment is '已安排的购买服务资金；冲减另写一行负数 What of a budget is spoken for; taken back by a row below zero';
create index purchase_commitment_place on purchase_commitment (county, year, region, group_id);

alter table purchase_budget enable row level security;
alter table purchase_commitment enable row level security;
grant select, insert on purchase_budget, purchase_commitment to official;
-- Sums of money name nobody: whoever works anywhere in the county may know them, and only who is responsible sets them.
create policy purchase_budget_read on purchase_budget for select to official using (in_scope_of_county(county));
create policy purchase_budget_set on purchase_budget for insert to official with check (in_scope(region));
create policy purchase_commitment_read on purchase_commitment for select to official using (in_scope_of_county(county));
create policy purchase_commitment_make on purchase_commitment for insert to official with check (in_scope(region));

insert into role_permission (role, permission)
  select role.id, 'people:set-budget' from role where role.id = 'civil-affairs-officer'
  on conflict do nothing;

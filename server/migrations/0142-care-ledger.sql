-- The file of left-behind rural elders (catalogue A12): children, the person responsible, the plan, and the ledger of contacts.
-- What was written is never changed: a correction is a row of its own. Only the division follows the elder.
create table family_contact (
  county             county_code not null,
  id                 uuid        not null,
  elder_id           uuid        not null,
  region             region_code not null,
  related_person_id  uuid        not null,
  whereabouts        text        not null constraint family_contact_whereabouts check (whereabouts in ('county', 'city', 'province', 'elsewhere', 'abroad', 'unknown')),
  works_at_sealed    bytea,
  frequency          text        not null constraint family_contact_frequency check (frequency in ('weekly', 'monthly', 'quarterly', 'yearly', 'seldom')),
  recorded_at        timestamptz not null,
  recorded_by        uuid        not null,
  recorded_by_name   text        not null,
  constraint family_contact_pk primary key (county, id),
  constraint family_contact_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table family_contact is '子女务工与联系情况；后一行取代前一行 Where children work and how often they are in touch; the later row counts';
comment on column family_contact.works_at_sealed is '在哪里做什么（加密） Where and as what they work, sealed';
create index family_contact_elder on family_contact (county, elder_id, id);

create table care_plan (
  county              county_code not null,
  id                  uuid        not null,
  elder_id            uuid        not null,
  region              region_code not null,
  person_name         text        not null,
  person_phone_sealed bytea,
  person_phone_masked text,
  manner              text        not null constraint care_plan_manner check (manner in ('door', 'phone', 'video')),
  interval_days       int         not null constraint care_plan_interval check (interval_days between 1 and 366),
  valid_from          date        not null,
  note_sealed         bytea,
  recorded_at         timestamptz not null,
  recorded_by         uuid        not null,
  recorded_by_name    text        not null,
  constraint care_plan_pk primary key (county, id),
  constraint care_plan_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table care_plan is '关爱计划：由谁、隔多久看望一次；后一份取代前一份 Who looks in how often; the later plan counts';
create index care_plan_elder on care_plan (county, elder_id, id);

create table care_contact (
  county           county_code not null,
  id               uuid        not null,
  elder_id         uuid        not null,
  region           region_code not null,
  on_day           date        not null,
  manner           text        not null constraint care_contact_manner check (manner in ('door', 'phone', 'video')),
  finding          text        not null constraint care_contact_finding check (finding in ('well', 'attention', 'urgent', 'not-met')),
  finding_sealed   bytea,
  needs            text[]      not null default '{}',
  need_sealed      bytea,
  made_by          text        not null,
  corrects         uuid,
  void             boolean     not null default false,
  reason           text        not null default '',
  recorded_at      timestamptz not null,
  recorded_by      uuid        not null,
  recorded_by_name text        not null,
  constraint care_contact_pk primary key (county, id),
  constraint care_contact_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint care_contact_corrects_fk foreign key (county, corrects) references care_contact (county, id),
  constraint care_contact_correction check (corrects is not null or not void)
);
comment on table care_contact is '联系记录：一经写入不改，更正另写一行 Contacts made; never changed, a correction is a row of its own';
comment on column care_contact.corrects is '被更正的那一行 The row this one takes the place of';
comment on column care_contact.void is '更正为没有发生 The contact corrected did not take place';
comment on column care_contact.finding_sealed is '看到的情况（加密） What was found, sealed';
comment on column care_contact.need_sealed is '提出的需求（加密） What is needed, sealed';
create index care_contact_elder on care_contact (county, elder_id, on_day desc, id desc);
create unique index care_contact_corrected on care_contact (county, corrects) where corrects is not null;

create table care_state (
  county          county_code not null,
  id              uuid        not null,
  elder_id        uuid        not null,
  region          region_code not null,
  person_name     text,
  interval_days   int,
  last_contact_on date,
  last_finding    text,
  needs           text[]      not null default '{}',
  next_due        date,
  constraint care_state_pk primary key (county, id),
  constraint care_state_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint care_state_one check (id = elder_id)
);
comment on table care_state is '由计划和联系记录得出，供计数 What plan and ledger come to today, worked out anew by each of them, so that counts read one row';
create index care_state_due on care_state (region, next_due) where next_due is not null;
create index care_state_region on care_state (region);

alter table family_contact enable row level security;
alter table care_plan enable row level security;
alter table care_contact enable row level security;
alter table care_state enable row level security;
grant select, insert, update (region) on family_contact, care_plan, care_contact to official;
grant select, insert, update, delete on care_state to official;
create policy family_contact_official on family_contact to official using (in_scope(region)) with check (in_scope(region));
create policy care_plan_official on care_plan to official using (in_scope(region)) with check (in_scope(region));
create policy care_contact_official on care_contact to official using (in_scope(region)) with check (in_scope(region));
create policy care_state_official on care_state to official using (in_scope(region)) with check (in_scope(region));

grant select (county, id, works_at_sealed), update (works_at_sealed) on family_contact to keeper;
grant select (county, id, person_phone_sealed, note_sealed), update (person_phone_sealed, note_sealed) on care_plan to keeper;
grant select (county, id, finding_sealed, need_sealed), update (finding_sealed, need_sealed) on care_contact to keeper;
create policy family_contact_keeper on family_contact to keeper using (true) with check (true);
create policy care_plan_keeper on care_plan to keeper using (true) with check (true);
create policy care_contact_keeper on care_contact to keeper using (true) with check (true);

grant select (county, elder_id), delete on family_contact, care_state to eraser;
grant select (county, elder_id), update (person_name, person_phone_sealed, person_phone_masked, note_sealed) on care_plan to eraser;
grant select (county, elder_id), update (finding_sealed, need_sealed, needs, reason) on care_contact to eraser;
create policy family_contact_eraser on family_contact to eraser using (in_scope(region));
create policy care_state_eraser on care_state to eraser using (in_scope(region));
create policy care_plan_eraser on care_plan to eraser using (in_scope(region)) with check (in_scope(region));
create policy care_contact_eraser on care_contact to eraser using (in_scope(region)) with check (in_scope(region));

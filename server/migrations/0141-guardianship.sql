-- How a guardian is found for an elder who needs one and has none (catalogue A11).
create table guardianship_arrangement (
  county                 county_code not null,
  id                     uuid        not null,
  elder_id               uuid        not null,
  region                 region_code not null,
  state                  text        not null constraint guardianship_arrangement_state check (state in ('sought', 'proposed', 'agreed',
    'designated', 'prior-agreement', 'in-court', 'appointed', 'in-force', 'ended', 'withdrawn')),
  route                  text        constraint guardianship_arrangement_route check (route in ('agreement', 'designation', 'prior-agreement', 'court')),
  candidate_name         text,
  candidate_relation     text,
  candidate_phone_sealed bytea,
  candidate_phone_masked text,
  proposed_by            uuid,
  temporary_guardian     text,
  responsible            text        not null,
  due_on                 date,
  opened_on              date        not null,
  in_force_on            date,
  ended_on               date,
  ended_as               text,
  related_person_id      uuid,
  opened_by              uuid        not null,
  updated_at             timestamptz not null,
  version                int         not null default 1,
  constraint guardianship_arrangement_pk primary key (county, id),
  constraint guardianship_arrangement_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint guardianship_arrangement_ended check ((state in ('ended', 'withdrawn')) = (ended_on is not null))
);
comment on table guardianship_arrangement is '监护安排：为无监护人老年人落实监护人的过程 How a guardian is found for an elder without one';
comment on column guardianship_arrangement.due_on is '下一步应在此日前完成 The next step is due by this day';
comment on column guardianship_arrangement.responsible is '由谁负责办理 Who is responsible for the next step';
comment on column guardianship_arrangement.related_person_id is '生效后登记为身边的人 The guardian among the people around, once in force';
comment on column guardianship_arrangement.candidate_phone_sealed is '人选电话（加密） Telephone of the candidate, sealed';
create index guardianship_arrangement_elder on guardianship_arrangement (county, elder_id);
create index guardianship_arrangement_region on guardianship_arrangement (region, state);
create index guardianship_arrangement_due on guardianship_arrangement (due_on, id) where due_on is not null;

create table guardianship_step (
  county         county_code not null,
  id             uuid        not null,
  arrangement_id uuid        not null,
  elder_id       uuid        not null,
  region         region_code not null,
  event          text        not null,
  from_state     text,
  to_state       text        not null,
  on_day         date        not null,
  due_on         date,
  responsible    text        not null,
  documents      jsonb       not null default '[]',
  note_sealed    bytea,
  taken_at       timestamptz not null,
  taken_by       uuid        not null,
  taken_by_name  text        not null,
  constraint guardianship_step_pk primary key (county, id),
  constraint guardianship_step_arrangement_fk foreign key (county, arrangement_id) references guardianship_arrangement (county, id)
);
comment on table guardianship_step is '监护安排的每一步，只增不改 Each step of an arrangement; never changed';
comment on column guardianship_step.documents is '材料：种类、文号、日期 Papers by kind, number and day';
create index guardianship_step_elder on guardianship_step (county, elder_id, id);

alter table guardianship_arrangement enable row level security;
alter table guardianship_step enable row level security;
grant select, insert, update on guardianship_arrangement to official;
-- What a step says stays; only where the elder lives may change.
grant select, insert, update (region) on guardianship_step to official;
create policy guardianship_arrangement_official on guardianship_arrangement to official using (in_scope(region)) with check (in_scope(region));
create policy guardianship_step_official on guardianship_step to official using (in_scope(region)) with check (in_scope(region));

grant select (county, id, candidate_phone_sealed), update (candidate_phone_sealed) on guardianship_arrangement to keeper;
grant select (county, id, note_sealed), update (note_sealed) on guardianship_step to keeper;
create policy guardianship_arrangement_keeper on guardianship_arrangement to keeper using (true) with check (true);
create policy guardianship_step_keeper on guardianship_step to keeper using (true) with check (true);

grant select (county, id, elder_id), update (candidate_name, candidate_relation, candidate_phone_sealed, candidate_phone_masked,
  temporary_guardian, responsible) on guardianship_arrangement to eraser;
grant select (county, elder_id), update (note_sealed, documents, responsible) on guardianship_step to eraser;
create policy guardianship_arrangement_eraser on guardianship_arrangement to eraser using (in_scope(region)) with check (in_scope(region));
create policy guardianship_step_eraser on guardianship_step to eraser using (in_scope(region)) with check (in_scope(region));

-- Township and county decide; villages flag and propose with what they may already.
insert into role_permission (role, permission)
  select role.id, 'people:decide-guardianship' from role where role.id in ('civil-affairs-officer', 'town-officer')
  on conflict do nothing;

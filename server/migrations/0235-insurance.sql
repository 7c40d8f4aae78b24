-- Long-term care insurance, first its disability-grade assessment (B11): the region's rule, the grading table as it is confirmed
-- entry by entry, designated organisations, and cases with their sheets and steps.
create table insurance_rule (
  id               uuid        not null constraint insurance_rule_pk primary key,
  area             region_code not null,
  version          int         not null,
  state            text        not null constraint insurance_rule_state check (state in ('proposed', 'approved', 'refused')),
  running          boolean     not null,
  document         text        not null,
  valid_from       date        not null,
  settings         jsonb       not null,
  reason           text        not null,
  proposed_by      uuid        not null,
  proposed_by_name text        not null,
  proposed_at      timestamptz not null,
  decided_by       uuid,
  decided_by_name  text,
  decided_at       timestamptz,
  decision_reason  text,
  constraint insurance_rule_version unique (area, version),
  constraint insurance_rule_decided check ((state = 'proposed') = (decided_at is null)),
  constraint insurance_rule_two_people check (decided_by is null or decided_by <> proposed_by)
);
comment on table insurance_rule is '长护险地区规则：是否开展、自何时、依据何文件；一地一份，分版本 Whether the insurance runs in a division, since when and on which document, by version';
comment on column insurance_rule.running is '是否开展 Whether the insurance runs there';
comment on column insurance_rule.settings is '期限、有效期、是否采信、工作日历 Terms, validity, whether civil affairs accept the grade, working days';

create table grading_entry (
  id               uuid        not null constraint grading_entry_pk primary key,
  area             region_code not null,
  instrument_id    text        not null,
  instrument_version text      not null,
  entry            text        not null,
  value            jsonb       not null,
  document         text        not null constraint grading_entry_document check (length(document) > 1),
  clause           text        not null constraint grading_entry_clause check (length(clause) > 1),
  state            text        not null constraint grading_entry_state check (state in ('proposed', 'confirmed', 'refused')),
  proposed_by      uuid        not null,
  proposed_by_name text        not null,
  proposed_at      timestamptz not null,
  decided_by       uuid,
  decided_by_name  text,
  decided_at       timestamptz,
  decision_reason  text,
  constraint grading_entry_decided check ((state = 'proposed') = (decided_at is null)),
  constraint grading_entry_two_people check (decided_by is null or decided_by <> proposed_by)
);
comment on table grading_entry is '失能等级分段和组合的逐格核对：一人提出，另一人批准，不改写 Entries of the grading table confirmed from the official text by two people; never rewritten';
comment on column grading_entry.entry is '格的编号：band/指标/程度，cell/日常活动程度/另一程度 band/indicator/degree or cell/degree/degree';
create index grading_entry_in_force on grading_entry (area, instrument_id, entry);

create table insurance_designation (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  organisation_id uuid        not null,
  organisation_county county_code not null,
  organisation_name text      not null,
  agreement       text        not null,
  valid_from      date        not null,
  valid_to        date        not null,
  ended_on        date,
  end_reason      text,
  made_at         timestamptz not null,
  made_by         uuid        not null,
  made_by_name    text        not null,
  constraint insurance_designation_pk primary key (county, id),
  constraint insurance_designation_county check (county = left(region, 6)),
  constraint insurance_designation_period check (valid_from <= valid_to),
  constraint insurance_designation_ended check ((ended_on is null) = (end_reason is null))
);
comment on table insurance_designation is '定点评估机构：与经办机构的协议 Assessment organisations designated by the agency, with the agreement';
comment on column insurance_designation.agreement is '定点协议编号 Number of the agreement';
create index insurance_designation_region on insurance_designation (region, id);
create index insurance_designation_organisation on insurance_designation (organisation_id, region);

create table disability_assessment (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  number             text        not null,
  elder_id           uuid        not null,
  state              text        not null,
  instrument_id      text        not null,
  instrument_version text        not null,
  rule               jsonb       not null,
  channel            text        not null,
  applicant_kind     text        not null,
  applicant_name     text        not null,
  enrolment          text        not null constraint disability_assessment_enrolment check (enrolment in ('employee', 'resident', 'not-enrolled', 'unknown')),
  application_sealed bytea       not null,
  phone_masked       text        not null default '',
  applied_on         date        not null,
  applied_at         timestamptz not null,
  applied_by         uuid        not null,
  due_on             date,
  refusal            text        constraint disability_assessment_refusal check (refusal in ('not-enrolled', 'not-eligible', 'outside-scope', 'papers-incomplete-or-false', 'other')),
  organisation_id    uuid,
  organisation_county county_code,
  organisation_name  text,
  handled_by         uuid[]      not null default '{}',
  conclusion         jsonb,
  grade              smallint    constraint disability_assessment_grade check (grade between 0 and 5),
  concluded_on       date,
  notice_from        date,
  notice_until       date,
  decided_on         date,
  decided_by         uuid,
  decided_by_name    text,
  valid_until        date,
  delivered_on       date,
  delivered_how      text,
  objected_id        uuid,
  carried_from       text        not null default '',
  evidence_on        date,
  evidence_by        uuid,
  evidence_by_name   text,
  evidence_note      text,
  version            int         not null default 1,
  constraint disability_assessment_pk primary key (county, id),
  constraint disability_assessment_county check (county = left(region, 6)),
  constraint disability_assessment_state check (state in ('applied', 'supplementing', 'refused', 'accepted', 'assigned', 'differing', 'assessed', 'concluded', 'announced', 'contested', 'decided', 'delivered', 'objected', 'upheld', 'reassessment-ordered', 'withdrawn', 'lapsed')),
  constraint disability_assessment_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint disability_assessment_objected_fk foreign key (county, objected_id) references disability_assessment (county, id),
  constraint disability_assessment_decided check ((state in ('decided', 'delivered', 'objected', 'upheld', 'reassessment-ordered')) = (decided_on is not null)),
  constraint disability_assessment_valid check ((decided_on is null) = (valid_until is null) and (decided_on is null) = (grade is null) and decided_on <= valid_until),
  constraint disability_assessment_refused check ((state = 'refused') = (refusal is not null)),
  constraint disability_assessment_evidence check ((evidence_on is null) = (evidence_by is null) and (evidence_on is null or decided_on is not null))
);
comment on table disability_assessment is '长护险失能等级评估：一次申请到评定 One disability-grade assessment for long-term care insurance';
comment on column disability_assessment.applicant_kind is '谁来申请 Who applied: the insured, a relative, a guardian or somebody appointed';
comment on column disability_assessment.applicant_name is '申请人或代办人姓名 Name of who applied';
comment on column disability_assessment.enrolment is '参保情况 Whether and as what enrolled';
comment on column disability_assessment.refusal is '不予受理的情形 Why it was not accepted';
comment on column disability_assessment.concluded_on is '提出结论之日 Day of the conclusion';
comment on column disability_assessment.delivered_how is '送达方式 How the decision was delivered';
comment on column disability_assessment.rule is '办理所依据的地区规则 The region''s rule it goes by, kept with it';
comment on column disability_assessment.application_sealed is '申请内容（加密）：自评、失能起始、材料、联系电话 What was applied with, sealed JSON: health data and a telephone';
comment on column disability_assessment.handled_by is '受理、提出结论、公示的人，不得评定 Accounts that accepted, concluded or announced; none of them decides';
comment on column disability_assessment.conclusion is '结论及所依据的分段和组合 The grade as concluded and the entries it rests on; official only once decided';
comment on column disability_assessment.grade is '评定的失能等级 The grade as decided';
comment on column disability_assessment.carried_from is '随迁入带来的结论，原评定地 Where it was decided, for a grade that came along with a move';
comment on column disability_assessment.evidence_on is '民政部门采信为依据之日 Day on which civil affairs accepted it as evidence';
create unique index disability_assessment_one_open on disability_assessment (county, elder_id)
  where state in ('applied', 'supplementing', 'accepted', 'assigned', 'differing', 'assessed', 'concluded', 'announced', 'contested');
create index disability_assessment_elder on disability_assessment (county, elder_id, decided_on);
create index disability_assessment_id on disability_assessment (id);
create index disability_assessment_region on disability_assessment (region, state, id);
create index disability_assessment_organisation on disability_assessment (organisation_id, state, id) where organisation_id is not null;
create index disability_assessment_number on disability_assessment (number);
create index disability_assessment_expiring on disability_assessment (valid_until) where valid_until is not null;

create table disability_assessor (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  assessment_id   uuid        not null,
  organisation_id uuid        not null,
  assessor_id     uuid        not null,
  assessor_name   text        not null,
  account_id      uuid,
  named_at        timestamptz not null,
  named_by        uuid        not null,
  replaced_at     timestamptz,
  constraint disability_assessor_pk primary key (county, id),
  constraint disability_assessor_assessment_fk foreign key (county, assessment_id) references disability_assessment (county, id)
);
comment on table disability_assessor is '派定的评估员 Assessors named for an assessment; who is replaced stays on record';
create index disability_assessor_assessment on disability_assessor (county, assessment_id);
create index disability_assessor_account on disability_assessor (account_id) where replaced_at is null;

create table disability_sheet (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  assessment_id   uuid        not null,
  organisation_id uuid        not null,
  assessor_id     uuid        not null,
  assessor_name   text        not null,
  account_id      uuid        not null,
  visited_on      date        not null,
  answers         jsonb       not null,
  reason          text        not null default '',
  content_hash    bytea       not null constraint disability_sheet_sha256 check (length(content_hash) = 32),
  signed_at       timestamptz not null,
  superseded_at   timestamptz,
  constraint disability_sheet_pk primary key (county, id),
  constraint disability_sheet_assessment_fk foreign key (county, assessment_id) references disability_assessment (county, id)
);
comment on table disability_sheet is '每名评估员的现场评估，签名后不改写，更改另存 One assessor''s sheet, signed with handing it in; a change is another row';
create unique index disability_sheet_once on disability_sheet (county, assessment_id, assessor_id) where superseded_at is null;

create table disability_step (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  assessment_id   uuid        not null,
  organisation_id uuid,
  position        int         not null,
  event           text,
  state           text        not null,
  reason          text,
  at              timestamptz not null,
  account_id      uuid        not null,
  account_name    text        not null,
  constraint disability_step_pk primary key (county, id),
  constraint disability_step_assessment_fk foreign key (county, assessment_id) references disability_assessment (county, id)
);
comment on table disability_step is '办理经过 What happened to an assessment, one row per event; append-only';
comment on column disability_step.event is '事件，空为提出申请 The event; null for the application itself';
create index disability_step_assessment on disability_step (county, assessment_id, position);

alter table insurance_rule enable row level security;
alter table grading_entry enable row level security;
alter table insurance_designation enable row level security;
alter table disability_assessment enable row level security;
alter table disability_assessor enable row level security;
alter table disability_sheet enable row level security;
alter table disability_step enable row level security;

grant select, insert on insurance_rule, grading_entry to official;
grant update (state, decided_by, decided_by_name, decided_at, decision_reason) on insurance_rule, grading_entry to official;
grant select on insurance_rule, grading_entry to organisation, person;
grant select, insert on insurance_designation to official;
grant update (ended_on, end_reason) on insurance_designation to official;
grant select on insurance_designation to organisation;
grant select, insert, update on disability_assessment to official;
grant select on disability_assessment to organisation;
grant update (state, due_on, version) on disability_assessment to organisation;
grant select, insert on disability_assessor to official;
grant update (replaced_at) on disability_assessor to official;
grant select on disability_assessor to organisation;
grant select on disability_sheet to official;
grant select, insert on disability_sheet to organisation;
grant update (superseded_at) on disability_sheet to official, organisation;
grant select, insert on disability_step to official, organisation;

-- What a region decides is no secret; who may propose and decide is.
create policy insurance_rule_read on insurance_rule for select to official, organisation, person using (true);
create policy insurance_rule_propose on insurance_rule for insert to official with check (in_scope(area));
create policy insurance_rule_decide on insurance_rule for update to official using (in_scope(area)) with check (in_scope(area));
create policy grading_entry_read on grading_entry for select to official, organisation, person using (true);
create policy grading_entry_propose on grading_entry for insert to official with check (in_scope(area));
create policy grading_entry_decide on grading_entry for update to official using (in_scope(area)) with check (in_scope(area));
create policy insurance_designation_official on insurance_designation to official using (in_scope(region)) with check (in_scope(region));
create policy insurance_designation_own on insurance_designation for select to organisation using (organisation_id = current_organisation());
create policy disability_assessment_official on disability_assessment to official using (in_scope(region)) with check (in_scope(region));
create policy disability_assessment_read on disability_assessment for select to organisation using (organisation_id = current_organisation());
-- The organisation assesses and decides nothing.
create policy disability_assessment_assess on disability_assessment for update to organisation
  using (organisation_id = current_organisation() and state in ('assigned', 'differing'))
  with check (organisation_id = current_organisation() and state in ('assigned', 'differing', 'assessed'));
create policy disability_assessor_official on disability_assessor to official using (in_scope(region)) with check (in_scope(region));
create policy disability_assessor_own on disability_assessor for select to organisation using (organisation_id = current_organisation());
create policy disability_sheet_official on disability_sheet to official using (in_scope(region)) with check (in_scope(region));
create policy disability_sheet_read on disability_sheet for select to organisation using (organisation_id = current_organisation());
create policy disability_sheet_sign on disability_sheet for insert to organisation
  with check (organisation_id = current_organisation() and account_id = current_account());
create policy disability_sheet_supersede on disability_sheet for update to organisation
  using (organisation_id = current_organisation() and account_id = current_account()) with check (account_id = current_account());
create policy disability_step_official on disability_step to official using (in_scope(region)) with check (in_scope(region));
create policy disability_step_own on disability_step to organisation
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation() and account_id = current_account());

-- The keeper of keys seals anew, the eraser blanks what names a person; neither reads more of a row.
grant select (county, id, application_sealed), update (application_sealed) on disability_assessment to keeper;
create policy disability_assessment_keeper on disability_assessment to keeper using (true) with check (true);
grant select (county, id, elder_id, application_sealed), update (application_sealed, applicant_name, phone_masked, evidence_note) on disability_assessment to eraser;
grant select (county, assessment_id), update (reason) on disability_step, disability_sheet to eraser;
create policy disability_assessment_eraser on disability_assessment to eraser using (in_scope(region)) with check (in_scope(region));
create policy disability_step_eraser on disability_step to eraser using (in_scope(region)) with check (in_scope(region));
create policy disability_sheet_eraser on disability_sheet to eraser using (in_scope(region)) with check (in_scope(region));

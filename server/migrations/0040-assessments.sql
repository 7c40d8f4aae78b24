create table assessment (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  number             text        not null,
  elder_id           uuid        not null,
  instrument_id      text        not null,
  instrument_version text        not null,
  reason             text        not null constraint assessment_reason check (reason in ('first', 'regular', 'immediate', 'doubt', 'other')),
  reason_note        text        not null default '',
  objected_id        uuid,
  contact_name       text        not null,
  phone_sealed       bytea       not null,
  phone_masked       text        not null,
  state              text        not null default 'requested' constraint assessment_state check (state in ('requested', 'assigned', 'in-progress', 'signed-once', 'signed', 'returned', 'confirmed', 'objected', 'upheld', 'reassessment-requested', 'cancelled')),
  organisation_id    uuid,
  organisation_county county_code,
  organisation_name  text,
  answers            jsonb       not null default '{}',
  information_sealed bytea,
  scores             jsonb       not null default '{}',
  total              smallint,
  initial_level      smallint    constraint assessment_initial_level check (initial_level between 0 and 4),
  final_level        smallint    constraint assessment_final_level check (final_level between initial_level and 4),
  changes            jsonb       not null default '[]',
  settings           jsonb       not null default '{}',
  requested_at       timestamptz not null,
  requested_by       uuid        not null,
  assigned_at        timestamptz,
  assigned_by        uuid,
  due_on             date,
  signed_at          timestamptz,
  confirmed_at       timestamptz,
  confirmed_by       uuid,
  confirmed_on       date,
  valid_until        date,
  version            int         not null default 1,
  constraint assessment_pk primary key (county, id),
  constraint assessment_county check (county = left(region, 6)),
  constraint assessment_number_unique unique (county, number),
  constraint assessment_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint assessment_objected_fk foreign key (county, objected_id) references assessment (county, id),
  constraint assessment_assigned check (state in ('requested', 'cancelled') or (organisation_id is not null and assigned_at is not null and due_on is not null)),
  constraint assessment_signed check (state not in ('signed', 'confirmed', 'objected', 'upheld', 'reassessment-requested') or (signed_at is not null and final_level is not null and information_sealed is not null)),
  constraint assessment_confirmed check ((state in ('confirmed', 'objected', 'upheld', 'reassessment-requested')) = (confirmed_at is not null)),
  constraint assessment_valid check ((confirmed_at is null) = (confirmed_on is null) and (confirmed_on is null) = (valid_until is null) and confirmed_on <= valid_until)
);
comment on table assessment is '能力评估：一位老人的一次评估 One ability assessment of one elder (GB/T 42195-2022)';
comment on column assessment.number is '评估编号 Number printed on the report (A.1.1)';
comment on column assessment.instrument_version is '评估时的量表版本，结果始终对应该版本 The version it was scored with; never changed afterwards';
comment on column assessment.objected_id is '复评所针对的原评估 The assessment that this one re-assesses after an objection';
comment on column assessment.organisation_id is '承接机构，可能由其他县登记，故不设外键；退单后保留至改派 Assigned organisation, perhaps registered by another county, hence no foreign key; kept after declining until another is assigned';
comment on column assessment.answers is '各项得分 Score by item id';
comment on column assessment.information_sealed is '附录 A 信息（加密）：疾病、用药等健康信息 Forms of Appendix A, sealed JSON: diseases and medication are sensitive (PIPL §28)';
comment on column assessment.scores is '一级指标得分 First-level scores by indicator id';
comment on column assessment.initial_level is '初步等级 By the total alone';
comment on column assessment.final_level is '最终等级 After level changes (C.5)';
comment on column assessment.changes is '等级变更依据 Level changes that hold, applied or not (C.4)';
comment on column assessment.settings is '评分与有效期所用的地区参数 The region''s settings that scoring, signing and validity went by';
comment on column assessment.due_on is '完成期限最后一日 Last day of the turnaround';
comment on column assessment.signed_at is '两人均签名的时间 When both had signed';
comment on column assessment.confirmed_on is '确认日（北京时间），有效期起始 Legal day of confirmation; validity starts';
comment on column assessment.valid_until is '有效期最后一日 Last valid day';
create unique index assessment_one_open on assessment (county, elder_id) where state in ('requested', 'assigned', 'in-progress', 'signed-once', 'signed', 'returned');
create index assessment_elder on assessment (county, elder_id, confirmed_on);
create index assessment_id on assessment (id);
create index assessment_region on assessment (region, id);
create index assessment_number on assessment (number);
create index assessment_confirmed on assessment (region, confirmed_on) where confirmed_on is not null;
create index assessment_state on assessment (region, state, id);
create index assessment_organisation on assessment (organisation_id, state, id) where organisation_id is not null;
create index assessment_due on assessment (due_on) where state in ('assigned', 'in-progress', 'signed-once', 'returned');
create index assessment_expiring on assessment (valid_until) where valid_until is not null;

create table assessment_assessor (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  assessment_id   uuid        not null,
  organisation_id uuid        not null,
  assessor_id     uuid        not null,
  assessor_name   text        not null,
  background      text        not null,
  named_at        timestamptz not null,
  named_by        uuid        not null,
  replaced_at     timestamptz,
  constraint assessment_assessor_pk primary key (county, id),
  constraint assessment_assessor_assessment_fk foreign key (county, assessment_id) references assessment (county, id)
);
comment on table assessment_assessor is '指定的评估员 Assessors named for an assessment; who is replaced stays on record';
comment on column assessment_assessor.assessor_name is '指定时的姓名，供看不到评估员名册的县查看 Name as of naming, for counties that do not see the register the assessor is in';
create unique index assessment_assessor_once on assessment_assessor (county, assessment_id, assessor_id) where replaced_at is null;
create index assessment_assessor_of on assessment_assessor (assessor_id) where replaced_at is null;

create table assessment_signature (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  assessment_id   uuid        not null,
  organisation_id uuid        not null,
  assessor_id     uuid        not null,
  assessor_name   text        not null,
  account_id      uuid        not null,
  content_hash    bytea       not null constraint assessment_signature_sha256 check (length(content_hash) = 32),
  signed_at       timestamptz not null,
  withdrawn_at    timestamptz,
  withdrawn_by    uuid,
  constraint assessment_signature_pk primary key (county, id),
  constraint assessment_signature_assessment_fk foreign key (county, assessment_id) references assessment (county, id)
);
comment on table assessment_signature is '评估员签名 Signature of one assessor; withdrawn ones stay on record';
comment on column assessment_signature.content_hash is '所签内容的 SHA-256 Hash of the canonical text of what was signed';
create unique index assessment_signature_once on assessment_signature (county, assessment_id, assessor_id) where withdrawn_at is null;
create index assessment_signature_of on assessment_signature (assessor_id);

create table assessment_step (
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
  constraint assessment_step_pk primary key (county, id),
  constraint assessment_step_assessment_fk foreign key (county, assessment_id) references assessment (county, id)
);
comment on table assessment_step is '办理经过 What happened to an assessment, one row per event; append-only';
comment on column assessment_step.position is '办理后评估的版本号，即先后次序 The version it led to, which is the order of steps';
comment on column assessment_step.event is '事件，空为提出申请 The event; null for the request itself';
create index assessment_step_assessment on assessment_step (county, assessment_id, position);
create index assessment_step_event on assessment_step (event, at);

alter table assessment enable row level security;
alter table assessment_assessor enable row level security;
alter table assessment_signature enable row level security;
alter table assessment_step enable row level security;

grant select, insert, update on assessment to official;
grant select, update on assessment to organisation;
grant select on assessment_assessor, assessment_signature to official;
grant select, insert on assessment_assessor, assessment_signature to organisation;
-- Nothing of a naming or a signature is ever rewritten; it can only be ended.
grant update (replaced_at) on assessment_assessor to official, organisation;
grant update (withdrawn_at, withdrawn_by) on assessment_signature to official, organisation;
grant select, insert on assessment_step to official, organisation;

create policy assessment_official on assessment to official using (in_scope(region)) with check (in_scope(region));
create policy assessment_assessor_official on assessment_assessor to official using (in_scope(region)) with check (in_scope(region));
create policy assessment_signature_official on assessment_signature to official using (in_scope(region)) with check (in_scope(region));
create policy assessment_step_official on assessment_step to official using (in_scope(region)) with check (in_scope(region));

create policy assessment_read on assessment for select to organisation using (organisation_id = current_organisation());
-- What an officer has confirmed or cancelled is no longer the organisation's to change, and it never decides on its own work.
create policy assessment_assess on assessment for update to organisation
  using (organisation_id = current_organisation() and state in ('assigned', 'in-progress', 'signed-once', 'signed', 'returned'))
  with check (organisation_id = current_organisation() and state in ('requested', 'in-progress', 'signed-once', 'signed'));
create policy assessment_assessor_own on assessment_assessor to organisation
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation());
create policy assessment_signature_read on assessment_signature for select to organisation using (organisation_id = current_organisation());
create policy assessment_signature_sign on assessment_signature for insert to organisation
  with check (organisation_id = current_organisation() and account_id = current_account());
create policy assessment_signature_withdraw on assessment_signature for update to organisation
  using (organisation_id = current_organisation() and withdrawn_at is null) with check (withdrawn_by = current_account());
create policy assessment_step_own on assessment_step to organisation
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation() and account_id = current_account());

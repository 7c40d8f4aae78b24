-- Assessments, whole: other instruments, records by them, contracts, quality checks, statements, recognition, joint days.

create table instrument_version (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  instrument_id text        not null,
  version       text        not null,
  kind          text        not null,
  content       jsonb       not null,
  difference    jsonb       not null,
  state         text        not null default 'proposed' constraint instrument_version_state check (state in ('proposed', 'in-force', 'refused')),
  proposed_at   timestamptz not null,
  proposed_by   uuid        not null,
  proposed_by_name text     not null,
  decided_at    timestamptz,
  decided_by    uuid,
  decided_by_name text,
  reason        text,
  constraint instrument_version_pk primary key (county, id),
  constraint instrument_version_two_people check (decided_by is null or decided_by <> proposed_by),
  constraint instrument_version_decided check ((state = 'proposed') = (decided_at is null))
);
comment on table instrument_version is '加载的量表版本：一人提出，另一人批准 Instrument versions loaded by one person and put in force by another; never changed afterwards';
comment on column instrument_version.region is '适用的行政区划，含下级 The division it holds for, with everything below';
comment on column instrument_version.difference is '提出时与在用版本的差异 What differed from the version in force when it was proposed';
create unique index instrument_version_once on instrument_version (county, instrument_id, version) where state <> 'refused';

create table instrument_record (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  elder_id           uuid        not null,
  kind               text        not null constraint instrument_record_kind check (kind in ('old-ability', 'needs', 'family-capacity', 'screen', 'disability', 'recognised')),
  instrument_id      text        not null,
  instrument_version text        not null,
  assessed_on        date        not null,
  valid_until        date,
  level              smallint    constraint instrument_record_level check (level between 0 and 9),
  total              smallint,
  advice             text[]      not null default '{}',
  content_sealed     bytea       not null,
  organisation_id    uuid,
  organisation_name  text        not null default '',
  issued_in          text        not null default '',
  paper_number       text,
  origin             text        not null constraint instrument_record_origin check (origin in ('form', 'import', 'recognition')),
  document_id        uuid,
  recorded_at        timestamptz not null,
  recorded_by        uuid        not null,
  recorded_by_name   text        not null,
  voided_at          timestamptz,
  voided_by          uuid,
  void_reason        text,
  constraint instrument_record_pk primary key (county, id),
  constraint instrument_record_county check (county = left(region, 6)),
  constraint instrument_record_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint instrument_record_voided check ((voided_at is null) = (void_reason is null)),
  constraint instrument_record_recognised check (kind <> 'recognised' or (level between 0 and 4 and valid_until is not null and document_id is not null))
);
comment on table instrument_record is '其他量表的结果：过往标准、需求、家庭照护能力、初筛、长护险等级，以及外地互认结果 Results of other instruments, and results of elsewhere that are recognised';
comment on column instrument_record.content_sealed is '填写内容（加密） Answers and information, sealed JSON: health data (PIPL §28)';
comment on column instrument_record.level is '按所用量表的等级，不换算 The level in the instrument''s own terms, never converted';
create index instrument_record_elder on instrument_record (county, elder_id, assessed_on);
create index instrument_record_region on instrument_record (region, id);
create unique index instrument_record_paper on instrument_record (county, elder_id, instrument_id, assessed_on, coalesce(paper_number, '')) where origin <> 'form' and voided_at is null;

create table assessment_document (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  subject        text        not null constraint assessment_document_subject check (subject in ('recognition', 'contract')),
  subject_id     uuid        not null,
  file_name      text        not null,
  content_type   text        not null,
  content_sealed bytea       not null,
  bytes          int         not null,
  added_at       timestamptz not null,
  added_by       uuid        not null,
  added_by_name  text        not null,
  constraint assessment_document_pk primary key (county, id)
);
comment on table assessment_document is '附件：互认结果的证明、合同文本（加密） Documents of recognised results and of contracts, sealed';
create index assessment_document_of on assessment_document (county, subject_id);
create index assessment_document_region on assessment_document (region, id);

-- The second assessment of a quality check runs through the same procedure, blind: nothing of the first is copied.
alter table assessment add column check_of uuid;
comment on column assessment.check_of is '抽查复核所针对的评估；其结果只用于比对 The assessment a quality check assesses a second time; its result serves for comparison only';
alter table assessment drop constraint assessment_state;
alter table assessment add constraint assessment_state check (state in ('requested', 'assigned', 'in-progress', 'signed-once', 'signed', 'returned', 'confirmed', 'objected', 'upheld', 'reassessment-requested', 'cancelled', 'compared'));

create table organisation_contract (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  organisation_id   uuid        not null,
  organisation_name text        not null,
  number            text        not null,
  valid_from        date        not null,
  valid_until       date        not null,
  territory         text[]      not null constraint organisation_contract_territory check (cardinality(territory) > 0),
  fees              jsonb       not null,
  deposit_fen       bigint      not null default 0 constraint organisation_contract_deposit check (deposit_fen >= 0),
  turnaround_days   int         not null constraint organisation_contract_turnaround check (turnaround_days between 1 and 365),
  late_percent      int         not null constraint organisation_contract_late check (late_percent between 0 and 100),
  ended_on          date,
  end_reason        text,
  made_at           timestamptz not null,
  made_by           uuid        not null,
  made_by_name      text        not null,
  version           int         not null default 1,
  constraint organisation_contract_pk primary key (county, id),
  constraint organisation_contract_period check (valid_from <= valid_until),
  constraint organisation_contract_number unique (county, number),
  constraint organisation_contract_ended check ((ended_on is null) = (end_reason is null))
);
comment on table organisation_contract is '购买评估服务合同：一个机构可先后或分片有多份 Contracts by which a county buys assessments; an organisation may have several over time';
comment on column organisation_contract.organisation_id is '机构可能由其他县登记，故不设外键 Perhaps registered by another county, hence no foreign key';
comment on column organisation_contract.fees is '各量表单价（分） Whole fen per assessment by instrument id';
comment on column organisation_contract.deposit_fen is '质量保证金（分） Quality deposit in whole fen';
comment on column organisation_contract.late_percent is '超时限扣减比例（%） Share of the fee not paid for an assessment signed late';
create index organisation_contract_of on organisation_contract (organisation_id, valid_from);
create index organisation_contract_region on organisation_contract (region, id);

create table quality_sample (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  month       text        not null constraint quality_sample_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  rule        jsonb       not null,
  seed        text        not null,
  population  int         not null,
  population_hash text    not null,
  chosen      int         not null,
  drawn_at    timestamptz not null,
  drawn_by    uuid        not null,
  drawn_by_name text      not null,
  constraint quality_sample_pk primary key (county, id),
  constraint quality_sample_once unique (county, month)
);
comment on table quality_sample is '质量抽查：一县一月一次，按规则和种子可重现 The monthly sample of a county; rule, seed and population reproduce it';
create index quality_sample_region on quality_sample (region, id);

create table quality_check (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  sample_id       uuid        not null,
  assessment_id   uuid        not null,
  organisation_id uuid        not null,
  organisation_name text      not null,
  strata          text[]      not null,
  second_id       uuid,
  state           text        not null default 'drawn' constraint quality_check_state check (state in ('drawn', 'under-way', 'compared', 'not-possible')),
  outcome         text        constraint quality_check_outcome check (outcome in ('agrees', 'deviates', 'rejected')),
  comparison      jsonb,
  reason          text,
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  constraint quality_check_pk primary key (county, id),
  constraint quality_check_sample_fk foreign key (county, sample_id) references quality_sample (county, id),
  constraint quality_check_assessment_fk foreign key (county, assessment_id) references assessment (county, id),
  constraint quality_check_once unique (county, assessment_id),
  constraint quality_check_compared check ((state = 'compared') = (outcome is not null))
);
comment on table quality_check is '抽中的评估及其复核 A drawn assessment and what the second one found';
comment on column quality_check.outcome is 'rejected：不予认可，不付费 rejected: not accepted and not paid';
create index quality_check_sample on quality_check (county, sample_id);
create index quality_check_region on quality_check (region, id);
create index quality_check_second on quality_check (county, second_id) where second_id is not null;

create table quality_consequence (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  organisation_id   uuid        not null,
  organisation_name text        not null,
  organisation_county county_code not null,
  month             text        not null,
  compared          int         not null,
  deviating         int         not null,
  proposed          text,
  kind              text        not null constraint quality_consequence_kind check (kind in ('warn', 'rectify', 'suspend', 'remove')),
  reason            text        not null,
  state             text        not null default 'announced' constraint quality_consequence_state check (state in ('announced', 'objected', 'upheld', 'withdrawn', 'applied')),
  object_until      date        not null,
  announced_at      timestamptz not null,
  announced_by      uuid        not null,
  announced_by_name text        not null,
  objection         text,
  objected_at       timestamptz,
  settled_reason    text,
  settled_at        timestamptz,
  settled_by        uuid,
  settled_by_name   text,
  applied_at        timestamptz,
  version           int         not null default 1,
  constraint quality_consequence_pk primary key (county, id),
  constraint quality_consequence_two_people check (settled_by is null or settled_by <> announced_by),
  constraint quality_consequence_once unique (county, organisation_id, month)
);
comment on table quality_consequence is '对评估机构的处理：警告、整改、暂停、移出 What follows for an organisation, with its reason and objection';
create index quality_consequence_region on quality_consequence (region, id);
create index quality_consequence_organisation on quality_consequence (organisation_id, state);

create table fee_statement (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  organisation_id   uuid        not null,
  organisation_name text        not null,
  month             text        not null constraint fee_statement_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  state             text        not null default 'drafted' constraint fee_statement_state check (state in ('drafted', 'objected', 'accepted', 'approved')),
  lines             int         not null,
  fee_fen           bigint      not null constraint fee_statement_fee check (fee_fen >= 0),
  deduction_fen     bigint      not null constraint fee_statement_deduction check (deduction_fen between 0 and fee_fen),
  objection         text,
  drafted_at        timestamptz not null,
  drafted_by        uuid        not null,
  drafted_by_name   text        not null,
  answered_at       timestamptz,
  answered_by_name  text,
  approved_at       timestamptz,
  approved_by       uuid,
  approved_by_name  text,
  version           int         not null default 1,
  constraint fee_statement_pk primary key (county, id),
  constraint fee_statement_once unique (county, organisation_id, month),
  constraint fee_statement_two_people check (approved_by is null or approved_by <> drafted_by)
);
comment on table fee_statement is '评估费月度结算单 Monthly statement of what a county owes an organisation for assessments';
create index fee_statement_region on fee_statement (region, id);
create index fee_statement_organisation on fee_statement (organisation_id, id);

create table fee_line (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  statement_id    uuid        not null,
  organisation_id uuid        not null,
  assessment_id   uuid        not null,
  number          text        not null,
  confirmed_on    date        not null,
  contract_id     uuid,
  fee_fen         bigint      not null constraint fee_line_fee check (fee_fen >= 0),
  deduction_fen   bigint      not null constraint fee_line_deduction check (deduction_fen between 0 and fee_fen),
  because         text        not null constraint fee_line_because check (because in ('in-full', 'late', 'rejected')),
  constraint fee_line_pk primary key (county, id),
  constraint fee_line_statement_fk foreign key (county, statement_id) references fee_statement (county, id),
  constraint fee_line_assessment_fk foreign key (county, assessment_id) references assessment (county, id),
  constraint fee_line_once unique (county, assessment_id)
);
comment on table fee_line is '结算单的一行；一次评估只进一张单 One assessment of a statement; never in two';
create index fee_line_statement on fee_line (county, statement_id, number);
create index fee_line_region on fee_line (region, id);

create table result_lookup (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  account_id   uuid        not null,
  account_name text        not null,
  purpose      text        not null,
  basis        text        not null constraint result_lookup_basis check (basis in ('consent', 'statutory')),
  basis_note   text        not null,
  rows         int         not null,
  found        int         not null,
  result_sealed bytea,
  looked_at    timestamptz not null,
  constraint result_lookup_pk primary key (county, id),
  constraint result_lookup_rows check (rows between 1 and 500 and found between 0 and rows)
);
comment on table result_lookup is '评估结果互认查询：谁、为什么、依据什么 Lookups of results by identity number, single or in a batch, with purpose and ground';
comment on column result_lookup.region is '查询人的辖区 Division of who asked; what was found is recorded in the county of each elder';
comment on column result_lookup.result_sealed is '批量查询的结果文件（加密） Rows of a batch for its result file, sealed';
create index result_lookup_account on result_lookup (account_id, looked_at);
create index result_lookup_region on result_lookup (region, id);

create table joint_day (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  held_on           date        not null,
  place             text        not null,
  health_centre     text        not null,
  organisation_id   uuid,
  organisation_name text        not null default '',
  months_ahead      int         not null constraint joint_day_months check (months_ahead between 0 and 12),
  capacity          int         not null constraint joint_day_capacity check (capacity between 1 and 2000),
  closed_at         timestamptz,
  made_at           timestamptz not null,
  made_by           uuid        not null,
  made_by_name      text        not null,
  constraint joint_day_pk primary key (county, id)
);
comment on table joint_day is '体检与能力评估联合日 A day on which the yearly health check and the assessment are done together, so that an elder is called once';
create index joint_day_region on joint_day (region, id);

create table joint_booking (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  day_id      uuid        not null,
  held_on     date        not null,
  elder_id    uuid        not null,
  due_for     text[]      not null constraint joint_booking_due check (cardinality(due_for) > 0 and due_for <@ array['health-check', 'assessment']),
  state       text        not null default 'booked' constraint joint_booking_state check (state in ('booked', 'attended', 'absent')),
  booked_at   timestamptz not null,
  booked_by   uuid        not null,
  marked_at   timestamptz,
  marked_by   uuid,
  constraint joint_booking_pk primary key (county, id),
  constraint joint_booking_day_fk foreign key (county, day_id) references joint_day (county, id),
  constraint joint_booking_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table joint_booking is '联合日的预约；未到的仍列为到期 Who is called to a joint day; who was absent remains due';
create unique index joint_booking_called_once on joint_booking (county, elder_id) where state = 'booked';
create unique index joint_booking_of_day on joint_booking (county, day_id, elder_id);
create index joint_booking_region on joint_booking (region, id);
create index joint_booking_elder on joint_booking (county, elder_id, held_on);

create table health_finding (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  elder_id     uuid        not null,
  kind         text        not null,
  value_sealed bytea       not null,
  found_on     date        not null,
  source       text        not null,
  booking_id   uuid,
  recorded_at  timestamptz not null,
  recorded_by  uuid        not null,
  recorded_by_name text    not null,
  constraint health_finding_pk primary key (county, id),
  constraint health_finding_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table health_finding is '体检中与评估有关的发现（加密），注明来源 Findings of a health check that matter to an assessment, sealed, with their source';
create index health_finding_elder on health_finding (county, elder_id, found_on);
create index health_finding_region on health_finding (region, id);

alter table instrument_version enable row level security;
alter table instrument_record enable row level security;
alter table assessment_document enable row level security;
alter table organisation_contract enable row level security;
alter table quality_sample enable row level security;
alter table quality_check enable row level security;
alter table quality_consequence enable row level security;
alter table fee_statement enable row level security;
alter table fee_line enable row level security;
alter table result_lookup enable row level security;
alter table joint_day enable row level security;
alter table joint_booking enable row level security;
alter table health_finding enable row level security;

grant select, insert on instrument_version to official;
grant update (state, decided_at, decided_by, decided_by_name, reason) on instrument_version to official;
grant select on instrument_version to organisation, anonymous, person;
grant select, insert on instrument_record to official, organisation;
grant update (voided_at, voided_by, void_reason) on instrument_record to official;
grant select, insert on assessment_document to official;
-- An organisation has its own copy: it may ask and, having no policy, is shown no rows.
grant select (county, id, subject, subject_id, file_name, bytes) on assessment_document to organisation;
grant select, insert on organisation_contract to official;
grant update (ended_on, end_reason, version) on organisation_contract to official;
grant select on organisation_contract to organisation;
grant select, insert on quality_sample to official;
grant select, insert, update on quality_check, quality_consequence to official;
grant select on quality_consequence to organisation;
grant update (state, objection, objected_at, version) on quality_consequence to organisation;
grant select, insert, update on fee_statement to official;
grant select, insert, delete on fee_line to official;
grant select on fee_statement, fee_line to organisation;
grant update (state, objection, answered_at, answered_by_name, version) on fee_statement to organisation;
grant select, insert on result_lookup, joint_day, health_finding to official;
grant select, insert, update on joint_booking to official;

-- What an instrument asks is no secret; who may propose and decide is.
create policy instrument_version_read on instrument_version for select to official, organisation, anonymous, person using (true);
create policy instrument_version_propose on instrument_version for insert to official with check (in_scope(region));
create policy instrument_version_decide on instrument_version for update to official using (in_scope(region)) with check (in_scope(region));
create policy instrument_record_official on instrument_record to official using (in_scope(region)) with check (in_scope(region));
create policy instrument_record_own on instrument_record to organisation
  using (organisation_id = current_organisation()) with check (organisation_id = current_organisation() and recorded_by = current_account());
create policy assessment_document_official on assessment_document to official using (in_scope(region)) with check (in_scope(region));
create policy organisation_contract_official on organisation_contract to official using (in_scope(region)) with check (in_scope(region));
create policy organisation_contract_own on organisation_contract for select to organisation using (organisation_id = current_organisation());
create policy quality_sample_official on quality_sample to official using (in_scope(region)) with check (in_scope(region));
create policy quality_check_official on quality_check to official using (in_scope(region)) with check (in_scope(region));
create policy quality_consequence_official on quality_consequence to official using (in_scope(region)) with check (in_scope(region));
create policy quality_consequence_own on quality_consequence for select to organisation using (organisation_id = current_organisation());
create policy quality_consequence_object on quality_consequence for update to organisation
  using (organisation_id = current_organisation() and state = 'announced') with check (organisation_id = current_organisation() and state = 'objected');
create policy fee_statement_official on fee_statement to official using (in_scope(region)) with check (in_scope(region));
create policy fee_statement_own on fee_statement for select to organisation using (organisation_id = current_organisation());
create policy fee_statement_answer on fee_statement for update to organisation
  using (organisation_id = current_organisation() and state = 'drafted') with check (organisation_id = current_organisation() and state in ('objected', 'accepted'));
create policy fee_line_official on fee_line to official using (in_scope(region)) with check (in_scope(region));
create policy fee_line_own on fee_line for select to organisation using (organisation_id = current_organisation());
create policy result_lookup_own on result_lookup to official using (account_id = current_account()) with check (account_id = current_account() and in_scope(region));
create policy joint_day_official on joint_day to official using (in_scope(region)) with check (in_scope(region));
create policy joint_booking_official on joint_booking to official using (in_scope(region)) with check (in_scope(region));
create policy health_finding_official on health_finding to official using (in_scope(region)) with check (in_scope(region));

-- The keeper of keys seals anew and reads nothing else.
grant select (county, id, content_sealed), update (content_sealed) on instrument_record, assessment_document to keeper;
grant select (county, id, value_sealed), update (value_sealed) on health_finding to keeper;
grant select (county, id, result_sealed), update (result_sealed) on result_lookup to keeper;
create policy instrument_record_keeper on instrument_record to keeper using (true) with check (true);
create policy assessment_document_keeper on assessment_document to keeper using (true) with check (true);
create policy health_finding_keeper on health_finding to keeper using (true) with check (true);
create policy result_lookup_keeper on result_lookup to keeper using (true) with check (true);

-- Roles of an installation that runs already; a new one gets them from the list of the program.
insert into role_permission (role, permission)
select role.id, added.permission from role join (values
  ('civil-affairs-officer', 'assessments:record'), ('civil-affairs-officer', 'assessments:supervise'),
  ('civil-affairs-officer', 'assessments:book'), ('civil-affairs-officer', 'assessments:verify'),
  ('civil-affairs-officer', 'assessment-fees:read'), ('civil-affairs-officer', 'assessment-fees:draft'),
  ('town-officer', 'assessments:record'), ('town-officer', 'assessments:book'),
  ('benefit-approver', 'assessment-fees:read'), ('benefit-approver', 'assessment-fees:approve'),
  ('payment-officer', 'assessment-fees:read'), ('supervisor', 'assessment-fees:read'),
  ('system-administrator', 'instruments:manage'),
  ('assessor', 'assessments:record'), ('assessment-coordinator', 'assessments:record'),
  ('assessment-coordinator', 'assessment-fees:read'), ('assessment-coordinator', 'assessment-fees:answer')
) as added (role, permission) on added.role = role.id
on conflict do nothing;

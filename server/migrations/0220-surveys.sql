-- Needs-finding surveys (A15): campaigns, the list to be asked, answers, and the work that results.
create table survey_campaign (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  title              text        not null,
  document           text        not null default '',
  purpose            text        not null,
  legal_basis        text        not null,
  from_on            date        not null,
  to_on              date        not null,
  whom               jsonb       not null,
  instrument_id      text        not null,
  instrument_version text        not null,
  state              text        not null default 'drafted'
    constraint survey_campaign_state check (state in ('drafted', 'approved', 'open', 'closed', 'reported', 'cancelled')),
  drafted_at         timestamptz not null,
  drafted_by         uuid        not null,
  drafted_by_name    text        not null,
  approved_at        timestamptz,
  approved_by        uuid,
  approved_by_name   text,
  opened_at          timestamptz,
  listed_after       text        not null default '',
  listed             int         not null default 0,
  listed_at          timestamptz,
  ended_at           timestamptz,
  ended_by_name      text,
  reason             text        not null default '',
  report             jsonb,
  version            int         not null default 1,
  constraint survey_campaign_pk primary key (county, id),
  constraint survey_campaign_period check (to_on >= from_on),
  constraint survey_campaign_two_people check (approved_by is null or approved_by <> drafted_by)
);
comment on table survey_campaign is '摸底调查：一次入户调查的计划 One needs-finding survey, as it was planned and approved by two people';
comment on column survey_campaign.region is '调查范围 The division in which everybody is asked';
comment on column survey_campaign.whom is '调查对象 {kind, age?, category?} Whom it asks';
comment on column survey_campaign.listed_after is '名单生成到的位置 How far the list to be asked has been made';
comment on column survey_campaign.report is '报告定稿时的汇总，小于 5 的数已隐去 The figures as they were reported, small cells suppressed';
create index survey_campaign_region on survey_campaign (region, id desc);

create table survey_list (
  county             county_code not null,
  id                 uuid        not null,
  region             region_code not null,
  campaign_county    county_code not null,
  campaign_id        uuid        not null,
  title              text        not null,
  purpose            text        not null,
  from_on            date        not null,
  to_on              date        not null,
  instrument_id      text        not null,
  instrument_version text        not null,
  open               boolean     not null,
  closed_at          timestamptz,
  assigned_to        uuid,
  assigned_to_name   text,
  assigned_at        timestamptz,
  constraint survey_list_pk primary key (county, id),
  constraint survey_list_assigned check ((assigned_to is null) = (assigned_to_name is null))
);
comment on table survey_list is '各村（社区）的调查名单 The part of a survey that one village asks; a village reads this and not the plan';
create index survey_list_region on survey_list (region, campaign_id);

create table survey_respondent (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  campaign_id     uuid        not null,
  elder_id        uuid,
  newly_found     boolean     not null default false,
  state           text        not null default 'to-ask'
    constraint survey_respondent_state check (state in ('to-ask', 'asked', 'not-met', 'refused', 'moved', 'died')),
  answer_id       uuid,
  answered_on     date,
  answered_by_name text,
  tries           int         not null default 0,
  draft_sealed    bytea,
  draft_at        timestamptz,
  constraint survey_respondent_pk primary key (county, id),
  constraint survey_respondent_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint survey_respondent_who check (elder_id is not null or newly_found)
);
comment on table survey_respondent is '调查对象 Somebody to be asked, and how far that has come';
comment on column survey_respondent.elder_id is '档案；新发现而疑似重复的，核实前为空 The file; null for somebody newly found until a possible duplicate is settled';
comment on column survey_respondent.draft_sealed is '尚未提交的答卷（加密） Answers not yet submitted, sealed';
create unique index survey_respondent_once on survey_respondent (county, campaign_id, elder_id);
create index survey_respondent_place on survey_respondent (campaign_id, region, state);
create index survey_respondent_elder on survey_respondent (county, elder_id);

create table survey_answer (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  campaign_id   uuid        not null,
  respondent_id uuid        not null,
  elder_id      uuid,
  outcome       text        not null constraint survey_answer_outcome check (outcome in ('asked', 'not-met', 'refused', 'moved', 'died')),
  answers       jsonb       not null default '{}',
  texts_sealed  bytea,
  made_at       timestamptz not null,
  received_at   timestamptz not null,
  received_by   uuid        not null,
  received_by_name text     not null,
  constraint survey_answer_pk primary key (county, id),
  constraint survey_answer_respondent_fk foreign key (county, respondent_id) references survey_respondent (county, id)
);
comment on table survey_answer is '上门结果：每次上门一行，更正另记一行 What came of one visit; the id is made by the device, so that the same visit sent twice is one';
comment on column survey_answer.answers is '选择题与数字 Choices and numbers, by the questionnaire’s codes';
comment on column survey_answer.texts_sealed is '文字回答（加密） Answers in words, sealed';
comment on column survey_answer.made_at is '设备上提交的时间 When it was submitted on the device';
create index survey_answer_respondent on survey_answer (county, respondent_id, id);
create index survey_answer_place on survey_answer (campaign_id, region);
create index survey_answer_elder on survey_answer (county, elder_id);

create table survey_proposal (
  county          county_code not null,
  id              uuid        not null,
  region          region_code not null,
  campaign_id     uuid        not null,
  respondent_id   uuid        not null,
  elder_id        uuid,
  kind            text        not null constraint survey_proposal_kind check (kind in ('circumstance', 'relative', 'move', 'register')),
  field           text        not null default '',
  present         text        not null default '',
  wanted          text        not null default '',
  wanted_sealed   bytea,
  state           text        not null default 'proposed' constraint survey_proposal_state check (state in ('proposed', 'accepted', 'rejected')),
  proposed_at     timestamptz not null,
  proposed_by_name text       not null,
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  reason          text        not null default '',
  constraint survey_proposal_pk primary key (county, id),
  constraint survey_proposal_respondent_fk foreign key (county, respondent_id) references survey_respondent (county, id),
  constraint survey_proposal_decided check ((state = 'proposed') = (decided_at is null and decided_by is null))
);
comment on table survey_proposal is '调查结果提出的档案变更，由人采纳或不采纳 A change of the register that an answer proposes; somebody accepts or rejects it';
comment on column survey_proposal.field is '情形类别 Kind of circumstance, where it is one';
comment on column survey_proposal.wanted_sealed is '姓名、电话、去向等（加密） Names, telephones and places, sealed';
create index survey_proposal_queue on survey_proposal (region, state, id);
create index survey_proposal_elder on survey_proposal (county, elder_id, id);
create unique index survey_proposal_open on survey_proposal (county, respondent_id, kind, field) where state = 'proposed';

create table survey_referral (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  campaign_id   uuid        not null,
  respondent_id uuid        not null,
  elder_id      uuid,
  need          text        not null,
  state         text        not null default 'noted' constraint survey_referral_state check (state in ('noted', 'passed-on', 'taken-up', 'declined', 'done')),
  passed_to     text        not null default '',
  noted_at      timestamptz not null,
  changed_at    timestamptz not null,
  changed_by_name text      not null,
  note_sealed   bytea,
  version       int         not null default 1,
  constraint survey_referral_pk primary key (county, id),
  constraint survey_referral_respondent_fk foreign key (county, respondent_id) references survey_respondent (county, id),
  constraint survey_referral_once unique (county, respondent_id, need)
);
comment on table survey_referral is '转介：调查中提出的服务或入住需求，办到哪一步 A need or a wish that is passed on, and how far that has come';
comment on column survey_referral.note_sealed is '经办说明（加密） What was said while passing it on, sealed';
create index survey_referral_queue on survey_referral (region, state, id);
create index survey_referral_elder on survey_referral (county, elder_id, id);

alter table survey_campaign enable row level security;
alter table survey_list enable row level security;
alter table survey_respondent enable row level security;
alter table survey_answer enable row level security;
alter table survey_proposal enable row level security;
alter table survey_referral enable row level security;
grant select, insert, update on survey_campaign, survey_list, survey_respondent, survey_answer, survey_proposal, survey_referral to official;
create policy survey_campaign_official on survey_campaign to official using (in_scope(region)) with check (in_scope(region));
create policy survey_list_official on survey_list to official using (in_scope(region)) with check (in_scope(region));
create policy survey_respondent_official on survey_respondent to official using (in_scope(region)) with check (in_scope(region));
create policy survey_answer_official on survey_answer to official using (in_scope(region)) with check (in_scope(region));
create policy survey_proposal_official on survey_proposal to official using (in_scope(region)) with check (in_scope(region));
create policy survey_referral_official on survey_referral to official using (in_scope(region)) with check (in_scope(region));

grant select (county, id, draft_sealed), update (draft_sealed) on survey_respondent to keeper;
grant select (county, id, texts_sealed), update (texts_sealed) on survey_answer to keeper;
grant select (county, id, wanted_sealed), update (wanted_sealed) on survey_proposal to keeper;
grant select (county, id, note_sealed), update (note_sealed) on survey_referral to keeper;
create policy survey_respondent_keeper on survey_respondent to keeper using (true) with check (true);
create policy survey_answer_keeper on survey_answer to keeper using (true) with check (true);
create policy survey_proposal_keeper on survey_proposal to keeper using (true) with check (true);
create policy survey_referral_keeper on survey_referral to keeper using (true) with check (true);

grant select (county, elder_id), delete on survey_respondent, survey_answer, survey_proposal, survey_referral to eraser;
create policy survey_respondent_eraser on survey_respondent to eraser using (in_scope(region));
create policy survey_answer_eraser on survey_answer to eraser using (in_scope(region));
create policy survey_proposal_eraser on survey_proposal to eraser using (in_scope(region));
create policy survey_referral_eraser on survey_referral to eraser using (in_scope(region));

insert into role_permission (role, permission)
  select role.id, held.permission from role
  join (values ('civil-affairs-officer', 'surveys:read'), ('civil-affairs-officer', 'surveys:plan'),
    ('civil-affairs-officer', 'surveys:answer'), ('civil-affairs-officer', 'surveys:decide'),
    ('leader', 'surveys:read'), ('leader', 'surveys:approve'), ('town-officer', 'surveys:read'),
    ('town-officer', 'surveys:answer'), ('town-officer', 'surveys:decide'), ('supervisor', 'surveys:read'),
    ('village-worker', 'surveys:read'), ('village-worker', 'surveys:answer')) as held (role, permission) on held.role = role.id
  on conflict do nothing;

comment on column survey_campaign.legal_basis is '处理个人信息的依据 Legal basis of handling personal data';
comment on column survey_campaign.from_on is '第一天 First day';
comment on column survey_campaign.to_on is '最后一天 Last day';
comment on column survey_list.campaign_county is '调查计划所在的县级代码 County of the plan';
comment on column survey_list.campaign_id is '所属调查 The survey';
comment on column survey_list.from_on is '第一天 First day';
comment on column survey_list.to_on is '最后一天 Last day';
comment on column survey_list.open is '是否进行中 Whether it is under way';
comment on column survey_respondent.campaign_id is '所属调查 The survey';
comment on column survey_respondent.newly_found is '调查中新发现的老人 Found at the door, on no list before';
comment on column survey_respondent.tries is '上门次数 How often somebody called';
comment on column survey_respondent.draft_at is '草稿保存时间 When the draft was kept';
comment on column survey_answer.campaign_id is '所属调查 The survey';
comment on column survey_answer.respondent_id is '调查对象 Who was asked';
comment on column survey_proposal.campaign_id is '所属调查 The survey';
comment on column survey_proposal.respondent_id is '调查对象 Who was asked';
comment on column survey_proposal.present is '提出时档案的值 What the register said when it was proposed';
comment on column survey_proposal.wanted is '调查结果的值 What the answer says';
comment on column survey_referral.campaign_id is '所属调查 The survey';
comment on column survey_referral.respondent_id is '调查对象 Who was asked';
comment on column survey_referral.need is '需求 The need, by the questionnaire’s code';
comment on column survey_referral.passed_to is '转交给谁 To whom it was passed on';
comment on column survey_referral.noted_at is '提出时间 When it was noted';

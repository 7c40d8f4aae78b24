-- Policies as versions (D05, C02, C03): what a division lays down for a programme, or for how programmes go together.
create table policy_version (
  id              uuid        not null constraint policy_version_pk primary key,
  area            region_code not null,
  programme       text        not null,
  version         int         not null,
  state           text        not null constraint policy_version_state
    check (state in ('draft', 'proposed', 'published', 'withdrawn')),
  document        jsonb       not null,
  valid_from      text        not null constraint policy_version_from check (valid_from ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  valid_to        text        constraint policy_version_to check (valid_to ~ '^[0-9]{4}-(0[1-9]|1[0-2])$' and valid_to > valid_from),
  reason          text        not null,
  shipped         text,
  drafted_by      uuid[]      not null,
  drafted_by_name text        not null,
  drafted_at      timestamptz not null,
  decided_by      uuid,
  decided_by_name text,
  decided_at      timestamptz,
  revision        int         not null default 1,
  constraint policy_version_number unique (area, programme, version),
  constraint policy_version_decided check ((state = 'published') = (decided_at is not null)),
  constraint policy_version_two_people check (decided_by <> all (drafted_by))
);
comment on table policy_version is '政策的版本：一地一项目，逐版留存 What a division lays down for a programme, every version kept';
comment on column policy_version.area is '适用地区 The division it holds for and below';
comment on column policy_version.programme is '项目代码；relations 为项目之间的关系 The programme’s code; relations: how the programmes of the division go together';
comment on column policy_version.document is '政策全文，或对上级政策的补充和替换 The policy, or what it adds to and replaces in the one above';
comment on column policy_version.valid_from is '首个执行月份；执行中的为各版中版本最高的 First month in force; of several versions the highest counts';
comment on column policy_version.shipped is '随平台提供的文件摘要 Digest of the file it came with the platform as; null where somebody here wrote it';
comment on column policy_version.revision is '修改次数，用于发现同时修改 How often it was changed, so that two people changing it at once is noticed';
comment on column policy_version.drafted_by is '起草、修改或提交过的账号；均不得审批 Accounts that drafted, changed or proposed it; none of them may publish';
create index policy_version_published on policy_version (programme, area, version) where state = 'published';

create table policy_step (
  id           uuid        not null constraint policy_step_pk primary key,
  policy_id    uuid        not null constraint policy_step_policy_fk references policy_version (id),
  area         region_code not null,
  event        text        not null,
  state        text        not null,
  reason       text,
  at           timestamptz not null,
  account_id   uuid,
  account_name text        not null
);
comment on table policy_step is '政策版本的办理经过 What happened to a version; append-only';
comment on column policy_step.account_id is '空为随平台提供 Null: came with the platform';
create index policy_step_order on policy_step (policy_id, id);

alter table policy_version enable row level security;
alter table policy_step enable row level security;
grant select on policy_version to official, organisation, person, anonymous;
grant insert, update on policy_version to official;
grant select, insert on policy_step to official;
-- What is in force is public (C13); a draft is the business of those whose area it is.
create policy policy_version_public on policy_version for select to organisation, person, anonymous using (state = 'published');
create policy policy_version_read on policy_version for select to official using (state = 'published' or in_scope(area));
create policy policy_version_draft on policy_version for insert to official with check (in_scope(area) and state = 'draft');
create policy policy_version_advance on policy_version for update to official
  using (in_scope(area) and state <> 'published') with check (in_scope(area));
create policy policy_step_read on policy_step for select to official using (in_scope(area));
create policy policy_step_add on policy_step for insert to official with check (in_scope(area));

-- The other programmes of the region and the relations between them, as they were when the run was decided (D06).
alter table benefit_run add column related jsonb not null default '{"policies": [], "relations": []}';
comment on column benefit_run.related is '一并考虑的其他项目及其关系，编制时的全文 The programmes that were fitted together with it, and how, as they were then';
grant update (related) on benefit_run to official;

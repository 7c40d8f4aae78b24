-- Grants that widen what somebody may do are asked for by one and approved by another; grants can be lent for a period.
alter table access_grant
  add column approved_by uuid,
  add column approved_at timestamptz,
  add constraint access_grant_not_own check (granted_by <> account_id and approved_by <> account_id),
  add constraint access_grant_two_people check (approved_by <> granted_by);
comment on column access_grant.approved_by is '复核人；没有扩大范围的授权无须复核 Who approved it; nobody where it widened nothing';
create policy access_grant_own on access_grant for select to official, organisation, anonymous using (account_id = current_account());
grant select on access_grant, role, role_permission to organisation, anonymous;
create policy role_own on role for select to organisation, anonymous using (true);
create policy role_permission_own on role_permission for select to organisation, anonymous using (true);

create table grant_request (
  id                uuid        not null constraint grant_request_pk primary key,
  kind              text        not null constraint grant_request_kind check (kind in ('grant', 'role')),
  account_region    region_code not null,
  account_id        uuid        constraint grant_request_account_fk references account (id),
  role              text        not null constraint grant_request_role_fk references role (id),
  region            region_code,
  organisation_id   uuid,
  permissions       text[],
  second_factor     text,
  role_version      int,
  reason            text        not null,
  state             text        not null default 'waiting'
    constraint grant_request_state check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  requested_by      uuid        not null,
  requested_by_name text        not null,
  requested_at      timestamptz not null,
  decided_by        uuid,
  decided_by_name   text,
  decided_at        timestamptz,
  decision_reason   text,
  version           int         not null default 1,
  constraint grant_request_whole check (case kind
    when 'grant' then account_id is not null and (region is null) <> (organisation_id is null) and permissions is null and second_factor is null
    else account_id is null and region is null and organisation_id is null and permissions is not null and second_factor is not null and role_version is not null end),
  constraint grant_request_decided check ((state = 'waiting') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint grant_request_two_people check (state not in ('approved', 'refused') or decided_by <> requested_by),
  constraint grant_request_not_own check (account_id <> requested_by and (decided_by is null or account_id <> decided_by))
);
comment on table grant_request is '授权申请：扩大范围的授权和角色变更须第二人复核 Grants and changes of roles that wait for a second person';
comment on column grant_request.account_region is '账号所属区划（角色变更为全国）：谁可以复核 The account''s division, the nation for a role: whose administrators decide';
comment on column grant_request.permissions is '角色变更后的全部权限 All the permissions a role would carry';
create unique index grant_request_waiting on grant_request (account_id, role, region, organisation_id) nulls not distinct where state = 'waiting';
create index grant_request_order on grant_request (state, id desc);

create table grant_loan (
  id              uuid        not null constraint grant_loan_pk primary key,
  grant_id        uuid        not null constraint grant_loan_grant_fk references access_grant (id) on delete cascade,
  lender_id       uuid        not null constraint grant_loan_lender_fk references account (id),
  borrower_id     uuid        not null constraint grant_loan_borrower_fk references account (id),
  role            text        not null constraint grant_loan_role_fk references role (id),
  lender_name     text        not null,
  borrower_name   text        not null,
  lender_region   region_code not null,
  borrower_region region_code not null,
  region          region_code not null,
  valid_from      date        not null,
  valid_to        date        not null,
  reason          text        not null,
  lent_at         timestamptz not null,
  ended_at        timestamptz,
  ended_by        uuid,
  constraint grant_loan_two_people check (lender_id <> borrower_id),
  constraint grant_loan_period check (valid_from < valid_to and valid_to <= valid_from + 92),
  constraint grant_loan_ended check ((ended_at is null) = (ended_by is null))
);
comment on table grant_loan is '代办授权：把自己的授权借给他人一段时间 One''s own grant lent to somebody for a period [valid_from, valid_to)';
create index grant_loan_borrower on grant_loan (borrower_id) where ended_at is null;
create index grant_loan_lender on grant_loan (lender_id);

alter table grant_request enable row level security;
alter table grant_loan enable row level security;

grant select, insert, update (state, decided_by, decided_by_name, decided_at, decision_reason, version) on grant_request to official;
create policy grant_request_official on grant_request to official
  using (in_scope(account_region) and (region is null or in_scope(region)))
  with check (in_scope(account_region) and (region is null or in_scope(region)));
grant update on role to official;
grant insert, delete on role_permission to official;
create policy role_change on role for update to official using (in_scope('000000000000')) with check (in_scope('000000000000'));
create policy role_permission_add on role_permission for insert to official with check (in_scope('000000000000'));
create policy role_permission_remove on role_permission for delete to official using (in_scope('000000000000'));

grant select, insert on grant_loan to gatekeeper;
grant select, update (ended_at, ended_by) on grant_loan to official, organisation, anonymous;
create policy grant_loan_gate on grant_loan to gatekeeper using (true) with check (true);
create policy grant_loan_official on grant_loan to official
  using (lender_id = current_account() or borrower_id = current_account() or in_scope(lender_region) or in_scope(borrower_region))
  with check (lender_id = current_account() or borrower_id = current_account() or in_scope(lender_region) or in_scope(borrower_region));
create policy grant_loan_own on grant_loan to organisation, anonymous
  using (lender_id = current_account() or borrower_id = current_account())
  with check (lender_id = current_account() or borrower_id = current_account());

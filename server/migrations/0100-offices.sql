-- Three separated administrators (三员分立): system, security, audit. Each account holds the grants of one office or of none.
create extension if not exists btree_gist;

insert into role (id, name, over)
  select 'system-administrator', '{"zh": "系统管理员", "en": "System administrator"}', 'region' from role where id = 'administrator';
insert into role_permission (role, permission)
  select role.id, held.permission from role, unnest(array['accounts:read', 'accounts:manage', 'organisations:read']) as held (permission)
  where role.id = 'system-administrator';
update access_grant set role = 'system-administrator' where role = 'administrator';
delete from role where id = 'administrator';
update role set name = '{"zh": "审计管理员", "en": "Audit administrator"}' where id = 'auditor';
delete from role_permission where role = 'auditor' and permission <> 'audit:read';
delete from role_permission where permission = 'access:manage' or (permission = 'audit:read' and role <> 'auditor');

alter table role_permission add constraint role_permission_of_office check (
  case when role in ('system-administrator', 'security-administrator', 'auditor')
    then permission !~ '^(people|assessments|benefits|ledger|insurance|visits|services|homecare|residence|health|emergency|learning|volunteering):'
    else permission not in ('accounts:manage', 'grants:manage', 'audit:read') end);

alter table access_grant add column office text not null generated always as (
  case role when 'system-administrator' then 'system' when 'security-administrator' then 'security' when 'auditor' then 'audit' else 'business' end) stored;
comment on column access_grant.office is '三员中的哪一员，或业务人员 Which of the three administrators the role is, or business';

-- Whoever was administrator and something else besides stays administrator; what goes is in the trail.
with kept as (
  select distinct on (account_id) account_id, office from access_grant
  order by account_id, array_position(array['system', 'security', 'audit', 'business'], office)
), gone as (
  delete from access_grant using kept
  where access_grant.account_id = kept.account_id and access_grant.office <> kept.office
  returning access_grant.account_id, access_grant.role, access_grant.region, access_grant.organisation_id
)
insert into audit_event (county, id, at, actor_name, action, subject_type, subject_id, region, detail)
  select left(account.region, 6),
    (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '7' || left(md5(random()::text), 3) || '8' || left(md5(random()::text), 15))::uuid,
    now(), '', 'access.withdrawn', 'account', account.id::text, account.region,
    jsonb_strip_nulls(jsonb_build_object('role', gone.role, 'region', gone.region, 'organisationId', gone.organisation_id, 'reason', '三员分立 Three separated administrators'))
  from gone join account on account.id = gone.account_id;

alter table access_grant add constraint access_grant_one_office exclude using gist (account_id with =, office with <>);
comment on constraint access_grant_one_office on access_grant is '一个账号不得兼任三员，管理员也不得兼办业务 No account holds two of the three offices, nor an office and daily work';

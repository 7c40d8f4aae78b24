-- Seals values anew under another key: reads and writes sealed values and blind indexes, and nothing else of a row.
do $$
begin
  if not exists (select from pg_roles where rolname = 'keeper') then create role keeper nologin; end if;
end $$;
grant keeper to yinian_app;
grant usage on schema public to keeper;

alter table data_key
  add column state text not null default 'active' constraint data_key_state check (state in ('active', 'retired', 'destroyed')),
  add column retired_at timestamptz,
  add column destroyed_at timestamptz,
  add constraint data_key_algorithm check (algorithm in ('aes-256-gcm', 'sm4-ctr-hmac-sm3')),
  add constraint data_key_retired check (state = 'active' or retired_at is not null),
  add constraint data_key_destroyed check ((state = 'destroyed') = (destroyed_at is not null and length(wrapped) = 0));
comment on column data_key.state is 'active：在用；retired：已无数据使用，为备份保留；destroyed：已销毁 In use, kept for backups only, or destroyed';
comment on column data_key.algorithm is '加密算法：国际或国密（SM4-CTR 加 HMAC-SM3） What values under this key are sealed with';

create table key_rotation (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  to_version     int         not null,
  state          text        not null constraint key_rotation_state check (state in ('resealing', 'done')),
  total          bigint      not null,
  done           bigint      not null default 0,
  requested_by   uuid,
  requested_name text        not null,
  requested_at   timestamptz not null,
  finished_at    timestamptz,
  constraint key_rotation_pk primary key (county, id),
  constraint key_rotation_county check (county = left(region, 6)),
  constraint key_rotation_finished check ((state = 'done') = (finished_at is not null))
);
comment on table key_rotation is '换钥：把一个县的数据改用新密钥加密 Sealing the values of one county anew under another data key';
comment on column key_rotation.to_version is '新密钥的版本 Version of the key that everything is brought under';
comment on column key_rotation.total is '发起时使用旧密钥的数据项数 Values under older keys when it began';
comment on column key_rotation.done is '已改用新密钥的数据项数 Values sealed anew so far';
comment on column key_rotation.requested_by is '发起人；空为安装维护人员在命令行发起 Who asked; null for the installation''s own command line';
create unique index key_rotation_once on key_rotation (county) where state = 'resealing';
create index key_rotation_region on key_rotation (region, id desc);

alter table key_rotation enable row level security;
grant select, insert on key_rotation to official;
grant update (state, finished_at) on key_rotation to official;
create policy key_rotation_official on key_rotation to official using (in_scope(region)) with check (in_scope(region));
grant select, insert, update on key_rotation to keeper;
create policy key_rotation_keeper on key_rotation to keeper using (true) with check (true);

-- Which keys there are, never a key.
grant select (county, version, algorithm, made_at, state, retired_at, destroyed_at) on data_key to official, keeper;
create policy data_key_official on data_key for select to official using (in_scope(county || '000000'));
grant update (wrapped) on data_key to gatekeeper;
grant update (state, retired_at, destroyed_at, wrapped) on data_key to keeper;
create policy data_key_keeper on data_key to keeper using (true) with check (true);

grant select (county, id, document_number_sealed, phone_sealed, address_sealed, payee_sealed),
  update (document_number_sealed, phone_sealed, address_sealed, payee_sealed) on elder to keeper;
grant select (county, id, phone_sealed), update (phone_sealed) on related_person to keeper;
grant select (county, id, file_sealed, mapping), update (file_sealed, mapping) on people_import to keeper;
grant select (county, id, document_number_sealed, phone_sealed), update (document_number_sealed, phone_sealed) on assessor to keeper;
grant select (county, id, phone_sealed, information_sealed), update (phone_sealed, information_sealed) on assessment to keeper;
grant select (county, id, payee_sealed), update (payee_sealed) on benefit_payment to keeper;
grant select (account_id, key, reply_sealed), update (reply_sealed) on command to keeper;
create policy elder_keeper on elder to keeper using (true) with check (true);
create policy related_person_keeper on related_person to keeper using (true) with check (true);
create policy people_import_keeper on people_import to keeper using (true) with check (true);
create policy assessor_keeper on assessor to keeper using (true) with check (true);
create policy assessment_keeper on assessment to keeper using (true) with check (true);
create policy benefit_payment_keeper on benefit_payment to keeper using (true) with check (true);
create policy command_keeper on command to keeper using (true) with check (true);

alter table role_permission add constraint role_permission_keys check (permission <> 'keys:manage' or role = 'security-administrator');
comment on constraint role_permission_keys on role_permission is '密钥只由安全管理员管理 Keys are the security administrator''s alone';

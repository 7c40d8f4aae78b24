create table elder (
  county                 county_code not null,
  id                     uuid        not null,
  region                 region_code not null,
  registered_region      region_code not null,
  name                   text collate "C" not null,
  given_name             text collate "C" generated always as (substr(name, 2)) stored,
  pinyin                 text collate "C" not null,
  initials               text collate "C" not null,
  sex                    text        not null constraint elder_sex check (sex in ('male', 'female')),
  birth                  date        not null,
  ethnicity              text        not null,
  document_type          text        not null,
  document_number_sealed bytea       not null,
  document_number_index  bytea       not null,
  document_number_masked text        not null,
  document_number_end    text collate "C" generated always as (right(document_number_masked, 4)) stored,
  phone_sealed           bytea,
  phone_index            bytea,
  phone_masked           text,
  address_sealed         bytea,
  address_masked         text,
  longitude              numeric(8, 3),
  latitude               numeric(8, 3),
  payee_sealed           bytea,
  payee_masked           text,
  categories             text[]      not null default '{}',
  ability_level          smallint    constraint elder_ability_level check (ability_level between 0 and 4),
  ability_valid_until    date,
  state                  text        not null default 'active' constraint elder_state check (state in ('active', 'moved-out', 'died')),
  died_on                date,
  served_by              uuid[]      not null default '{}',
  registered_at          timestamptz not null,
  updated_at             timestamptz not null,
  version                int         not null default 1,
  constraint elder_pk primary key (county, id),
  constraint elder_county check (county = left(region, 6)),
  constraint elder_died check ((state = 'died') = (died_on is not null))
);
comment on table elder is '老年人档案 One record per older resident';
comment on column elder.region is '居住地：由此地负责 Division of usual residence, which is responsible';
comment on column elder.registered_region is '户籍地 Division of household registration';
comment on column elder.longitude is '经度（WGS-84，约 100 米） Coarse on purpose; the exact place is part of the sealed address';
comment on column elder.document_number_sealed is '证件号码（加密） Identity number, sealed with the county''s data key';
comment on column elder.document_number_index is '证件号码盲索引 Keyed hash to find it again';
comment on column elder.payee_sealed is '收款账户（加密） Bank and account that allowances are paid to, sealed JSON';
comment on column elder.categories is '当前类别，由 elder_circumstance 得出 Circumstances in force today as kind:value; rewritten by every change and daily';
comment on column elder.ability_level is '当前有效的能力等级，由评估写入 Level of the assessment in force (GB/T 42195-2022)';
comment on column elder.served_by is '正在服务的机构 Organisations that may see this elder because they serve them now';
comment on column elder.given_name is '姓名去掉首字，供按名查找 The name without its first character, so that a given name alone finds it';
comment on column elder.document_number_end is '证件号码后四位（掩码所示） Last four characters, as the mask shows them';
-- Under row-level security only leakproof operators reach an index: comparisons do, LIKE and array operators do not.
-- Prefixes are therefore asked for as ranges over columns of collation "C".
create index elder_id on elder (id);
create index elder_region on elder (region, id);
create index elder_registered on elder (registered_region, id);
create index elder_county_name on elder (county, pinyin, id);
create index elder_county_birth on elder (county, birth, id);
create index elder_document on elder (document_number_index);
create index elder_document_end on elder (document_number_end);
create index elder_phone on elder (phone_index) where phone_index is not null;
create index elder_name on elder (name, id);
create index elder_given_name on elder (given_name);
create index elder_pinyin on elder (pinyin, id);
create index elder_initials on elder (initials);
create index elder_served_by on elder using gin (served_by) where served_by <> '{}';

create table identity_claim (
  document_index bytea       not null constraint identity_claim_pk primary key,
  county         county_code not null,
  elder_id       uuid        not null
);
comment on table identity_claim is '证件号码全域唯一 Which elder holds an identity number; holds no personal data, distributed by its hash';

create table elder_circumstance (
  county      county_code not null,
  id          uuid        not null,
  elder_id    uuid        not null,
  region      region_code not null,
  kind        text        not null,
  value       text        not null,
  detail      jsonb       not null default '{}',
  valid_from  date        not null,
  valid_to    date,
  source      text        not null,
  evidence    text        not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  recorded_by_name text   not null default '',
  ended_at    timestamptz,
  ended_by    uuid,
  constraint elder_circumstance_pk primary key (county, id),
  constraint elder_circumstance_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint elder_circumstance_period check (valid_to is null or valid_to >= valid_from)
);
comment on table elder_circumstance is '老年人情形：一段时间内成立的事实 Facts about an elder that hold for a period [valid_from, valid_to)';
comment on column elder_circumstance.valid_to is '一经写入不再改写；错误的一段以 valid_to = valid_from 作废 Set once; a mistaken period is voided by closing it on its first day';
comment on column elder_circumstance.recorded_by_name is '登记人当时的姓名 Name of who recorded it, kept as it was';
create index elder_circumstance_elder on elder_circumstance (county, elder_id, kind, valid_from);
create index elder_circumstance_beginning on elder_circumstance (valid_from);
create index elder_circumstance_ending on elder_circumstance (valid_to) where valid_to is not null;

create table related_person (
  county       county_code not null,
  id           uuid        not null,
  elder_id     uuid        not null,
  region       region_code not null,
  name         text        not null,
  relation     text        not null,
  roles        text[]      not null,
  phone_sealed bytea,
  phone_masked text,
  note         text        not null default '',
  valid_from   date        not null,
  valid_to     date,
  recorded_at  timestamptz not null,
  recorded_by  uuid        not null,
  constraint related_person_pk primary key (county, id),
  constraint related_person_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table related_person is '身边的人：赡养人、照护者、代理人、监护人、联络人 Supporters, carers, agents, guardians and contact persons of an elder';
create index related_person_elder on related_person (county, elder_id);

create table former_number (
  county   county_code not null,
  id       uuid        not null,
  elder_id uuid        not null,
  region   region_code not null,
  register text        not null,
  number   text        not null,
  constraint former_number_pk primary key (county, id),
  constraint former_number_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint former_number_unique unique (county, register, number)
);
comment on table former_number is '原登记号 Number of an elder in a register kept before this one';
create index former_number_elder on former_number (county, elder_id);

create table former_residence (
  county                   county_code not null,
  id                       uuid        not null,
  elder_id                 uuid        not null,
  region                   region_code not null,
  former_region            region_code not null,
  former_registered_region region_code not null,
  valid_from               date,
  valid_to                 date        not null,
  recorded_at              timestamptz not null,
  recorded_by              uuid        not null,
  constraint former_residence_pk primary key (county, id),
  constraint former_residence_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint former_residence_period check (valid_from is null or valid_to >= valid_from)
);
comment on table former_residence is '以前的居住地与户籍地，[valid_from, valid_to) Where an elder lived and was registered before; the present one stands in elder';
comment on column former_residence.valid_from is '空为自登记时起 Null: since the elder was registered or longer';
create index former_residence_elder on former_residence (county, elder_id, valid_to);

create table people_import (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  file_name   text        not null,
  file_sealed bytea       not null,
  mapping     jsonb       not null,
  state       text        not null constraint people_import_state check (state in ('checking', 'checked', 'applying', 'applied', 'failed', 'cancelled')),
  total       int         not null default 0,
  done        int         not null default 0,
  counts      jsonb       not null default '{}',
  fault       jsonb,
  account_id  uuid        not null,
  created_at  timestamptz not null,
  finished_at timestamptz,
  constraint people_import_pk primary key (county, id)
);
comment on table people_import is '批量导入 One file of elders being checked or applied';

create table people_import_row (
  county      county_code not null,
  import_id   uuid        not null,
  row_number  int         not null,
  region      region_code not null,
  outcome     text        not null constraint people_import_row_outcome check (outcome in ('new', 'change', 'same', 'refused', 'registered', 'changed', 'unchanged', 'failed')),
  name        text        not null default '',
  faults      jsonb       not null default '[]',
  elder_id    uuid,
  constraint people_import_row_pk primary key (county, import_id, row_number),
  constraint people_import_row_import_fk foreign key (county, import_id) references people_import (county, id)
);
comment on table people_import_row is '导入的每一行及其结果 What became of each row of an import';

alter table elder enable row level security;
alter table identity_claim enable row level security;
alter table elder_circumstance enable row level security;
alter table related_person enable row level security;
alter table former_number enable row level security;
alter table former_residence enable row level security;
alter table people_import enable row level security;
alter table people_import_row enable row level security;

grant select, insert, update on elder to official;
grant select on elder to organisation;
create policy elder_read on elder for select to official using (in_scope(region) or in_scope(registered_region));
create policy elder_register on elder for insert to official with check (in_scope(region));
create policy elder_change on elder for update to official using (in_scope(region)) with check (in_scope(region));
create policy elder_served on elder for select to organisation using (served_by <> '{}' and served_by @> array[current_organisation()]);

grant select, insert, delete on identity_claim to official;
create policy identity_claim_find on identity_claim for select to official using (true);
create policy identity_claim_make on identity_claim for insert to official with check (in_scope_of_county(county));
create policy identity_claim_free on identity_claim for delete to official using (in_scope_of_county(county));

grant select, insert, update on elder_circumstance, related_person, people_import to official;
grant select, insert, update on former_number, former_residence to official;
grant select, insert, update, delete on people_import_row to official;
create policy elder_circumstance_official on elder_circumstance to official using (in_scope(region)) with check (in_scope(region));
create policy related_person_official on related_person to official using (in_scope(region)) with check (in_scope(region));
create policy former_number_official on former_number to official using (in_scope(region)) with check (in_scope(region));
create policy former_residence_official on former_residence to official using (in_scope(region)) with check (in_scope(region));
create policy people_import_official on people_import to official using (in_scope(region)) with check (in_scope(region));
create policy people_import_row_official on people_import_row to official using (in_scope(region)) with check (in_scope(region));

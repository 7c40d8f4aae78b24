create table organisation (
  county               county_code not null,
  id                   uuid        not null,
  region               region_code not null,
  credit_code          text        not null constraint organisation_credit_code check (credit_code ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  name                 text        not null,
  kind                 text        not null,
  legal_form           text        not null,
  address              text        not null default '',
  telephone            text        not null default '',
  contact_name         text        not null default '',
  territory            text[]      not null constraint organisation_territory_named check (cardinality(territory) > 0),
  contract_number      text,
  contract_from        date,
  contract_until       date,
  fee_per_assessment   bigint      constraint organisation_fee check (fee_per_assessment >= 0),
  status               text        not null default 'active' constraint organisation_status check (status in ('active', 'suspended', 'removed')),
  status_reason        text,
  assessors            int         not null default 0,
  qualified_assessors  int         not null default 0,
  registered_at        timestamptz not null,
  registered_by        uuid        not null,
  updated_at           timestamptz not null,
  version              int         not null default 1,
  constraint organisation_pk primary key (county, id),
  constraint organisation_county check (county = left(region, 6)),
  constraint organisation_unique unique (county, credit_code, kind),
  constraint organisation_contract check (contract_from is null or contract_until is null or contract_from <= contract_until)
);
comment on table organisation is '机构：由登记的县负责 Organisations, kept by the county that registered them';
comment on column organisation.region is '登记地 Division of registration; what it serves is its territory';
comment on column organisation.credit_code is '统一社会信用代码 Unified social credit code (GB 32100-2015)';
comment on column organisation.telephone is '机构公开电话 The organisation''s own public telephone, not a person''s';
comment on column organisation.territory is '服务区域：区划代码，各含其下级 Division codes it serves, each with everything below';
comment on column organisation.contract_until is '购买服务合同最后一日 Last day of the purchase contract';
comment on column organisation.fee_per_assessment is '每次评估单价（分） Whole fen the county pays per confirmed assessment';
comment on column organisation.assessors is '登记的评估员数（不含已移出） Assessors registered and not removed; kept here because officials elsewhere do not see the assessors';
comment on column organisation.qualified_assessors is '当前合格在册评估员数 Those of them who qualify today; rewritten by every change and daily';
create index organisation_region on organisation (region, id);
create index organisation_listed on organisation (name, id);
create index organisation_id on organisation (id);
create index organisation_credit_code on organisation (credit_code);
create index organisation_name on organisation using gin (name gin_trgm_ops);
create index organisation_kind on organisation (kind, status);

create table assessor (
  county                 county_code not null,
  id                     uuid        not null,
  region                 region_code not null,
  organisation_id        uuid        not null,
  account_id             uuid,
  name                   text        not null,
  document_number_sealed bytea       not null,
  document_number_index  bytea       not null,
  document_number_masked text        not null,
  phone_sealed           bytea,
  phone_masked           text,
  education              text        not null constraint assessor_education check (education in ('junior-high', 'senior-high', 'college', 'bachelor', 'postgraduate')),
  background             text        not null constraint assessor_background check (background in ('medical', 'nursing', 'health-management', 'elder-care', 'social-work', 'other')),
  practice_since         date        not null,
  trained_on             date,
  training_until         date,
  certificate            text,
  certificate_number     text,
  full_time              boolean     not null,
  status                 text        not null default 'active' constraint assessor_status check (status in ('active', 'suspended', 'removed')),
  status_reason          text,
  registered_at          timestamptz not null,
  registered_by          uuid        not null,
  updated_at             timestamptz not null,
  version                int         not null default 1,
  constraint assessor_pk primary key (county, id),
  constraint assessor_county check (county = left(region, 6)),
  constraint assessor_organisation_fk foreign key (county, organisation_id) references organisation (county, id),
  constraint assessor_unique unique (county, organisation_id, document_number_index),
  constraint assessor_training check (training_until is null or trained_on <= training_until)
);
comment on table assessor is '评估员：在一个评估机构中的登记 One person registered as assessor with one organisation (GB/T 42195-2022 §5)';
comment on column assessor.account_id is '登录账号；没有账号不能签名 The account of the assessor; without one nobody signs in this name';
comment on column assessor.document_number_sealed is '证件号码（加密） Identity number, sealed with the county''s data key';
comment on column assessor.document_number_index is '证件号码盲索引 Keyed hash to find it again';
comment on column assessor.practice_since is '从业起始日，满五年方可评估 Start of practice; five years are needed';
comment on column assessor.training_until is '培训有效期最后一日，空为不限 Last day the training counts; null where it does not end';
create unique index assessor_account on assessor (county, account_id) where account_id is not null;
create index assessor_organisation on assessor (organisation_id, status);
create index assessor_region on assessor (region, id);

alter table organisation enable row level security;
alter table assessor enable row level security;

grant select, insert, update on organisation, assessor to official;
grant select on organisation, assessor to organisation;
grant select (county, id, region, credit_code, name, kind, legal_form, address, telephone, territory, status) on organisation to anonymous;
-- An organisation is a public legal person: a county may assign to one that another county registered, so every official reads the register.
create policy organisation_read on organisation for select to official using (true);
create policy organisation_register on organisation for insert to official with check (in_scope(region));
create policy organisation_change on organisation for update to official using (in_scope(region)) with check (in_scope(region));
create policy organisation_own on organisation for select to organisation using (id = current_organisation());
create policy organisation_public on organisation for select to anonymous using (status = 'active');
create policy assessor_official on assessor to official using (in_scope(region)) with check (in_scope(region));
create policy assessor_own on assessor for select to organisation using (organisation_id = current_organisation());

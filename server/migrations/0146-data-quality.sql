-- How good the data are: what rules find, day by day and division by division, and what an officer found in a random sample.
create table data_quality_value (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  rule        text        not null,
  day         date        not null,
  population  int         not null constraint data_quality_value_population check (population >= 0),
  cases       int         not null,
  computed_at timestamptz not null,
  constraint data_quality_value_pk primary key (county, id),
  constraint data_quality_value_once unique (county, region, rule, day),
  constraint data_quality_value_cases check (cases between 0 and population)
);
comment on table data_quality_value is '数据质量：每天每个区划每条规则的结果 What a rule of quality found in a division on a day; villages keep the last day only';
comment on column data_quality_value.rule is '规则，见 core/data-quality/rules.ts Which rule of quality';
comment on column data_quality_value.day is '计算日 The day it was counted on';
comment on column data_quality_value.population is '适用的记录数 Records the rule is about';
comment on column data_quality_value.cases is '发现问题的记录数 Records at fault';
create index data_quality_value_region on data_quality_value (region, rule, day);

create table data_quality_confirmation (
  county            county_code not null,
  id                uuid        not null,
  region            region_code not null,
  rule              text        not null,
  elder_id          uuid        not null,
  reason            text        not null,
  confirmed_at      timestamptz not null,
  confirmed_by      uuid        not null,
  confirmed_by_name text        not null,
  constraint data_quality_confirmation_pk primary key (county, id),
  constraint data_quality_confirmation_once unique (county, rule, elder_id),
  constraint data_quality_confirmation_elder_fk foreign key (county, elder_id) references elder (county, id)
);
comment on table data_quality_confirmation is '核实无误：规则提示而实际正确的档案 A record that a rule doubts and somebody has found to be right';
comment on column data_quality_confirmation.rule is '规则 Which rule of quality';
comment on column data_quality_confirmation.reason is '核实情况 What was looked into';
create index data_quality_confirmation_elder on data_quality_confirmation (county, elder_id);

create table data_quality_sample (
  county         county_code not null,
  id             uuid        not null,
  region         region_code not null,
  seed           text        not null,
  size           int         not null constraint data_quality_sample_size check (size between 1 and 500),
  population     int         not null,
  state          text        not null default 'drawn' constraint data_quality_sample_state check (state in ('drawn', 'signed')),
  drawn_at       timestamptz not null,
  drawn_by       uuid        not null,
  drawn_by_name  text        not null,
  correct        int,
  signed_at      timestamptz,
  signed_by      uuid,
  signed_by_name text,
  constraint data_quality_sample_pk primary key (county, id),
  constraint data_quality_sample_signed check ((state = 'signed') = (signed_at is not null and correct is not null))
);
comment on table data_quality_sample is '准确性抽查：随机抽取、逐份核对、签名 A random sample of files that an officer checks and signs';
comment on column data_quality_sample.size is '抽取的档案数 Files drawn';
comment on column data_quality_sample.population is '抽取时的在册人数 Files it was drawn from';
comment on column data_quality_sample.seed is '抽样种子，可据此重新抽取 Seed by which the drawing can be repeated';
comment on column data_quality_sample.correct is '完全正确的档案数，签名时定格 Files found right, as signed';
create index data_quality_sample_region on data_quality_sample (region, id);

create table data_quality_sample_item (
  county     county_code not null,
  id         uuid        not null,
  region     region_code not null,
  sample_id  uuid        not null,
  elder_id   uuid        not null,
  position   int         not null,
  result     text        constraint data_quality_sample_item_result check (result in ('right', 'wrong')),
  wrong      text[]      not null default '{}',
  checked_at timestamptz,
  checked_by uuid,
  constraint data_quality_sample_item_pk primary key (county, id),
  constraint data_quality_sample_item_once unique (county, sample_id, elder_id),
  constraint data_quality_sample_item_sample_fk foreign key (county, sample_id) references data_quality_sample (county, id),
  constraint data_quality_sample_item_checked check ((result is null) = (checked_at is null))
);
comment on table data_quality_sample_item is '抽查的每份档案 One file of a sample, and whether it was right';
comment on column data_quality_sample_item.wrong is '不正确的字段 Which fields were wrong';
comment on column data_quality_sample_item.result is '核对结果 Whether the file was right';
create index data_quality_sample_item_sample on data_quality_sample_item (county, sample_id, position);
create index data_quality_sample_item_elder on data_quality_sample_item (county, elder_id);

alter table data_quality_value enable row level security;
alter table data_quality_confirmation enable row level security;
alter table data_quality_sample enable row level security;
alter table data_quality_sample_item enable row level security;
grant select, insert, update, delete on data_quality_value to official;
grant select, insert, update on data_quality_confirmation, data_quality_sample, data_quality_sample_item to official;
create policy data_quality_value_official on data_quality_value to official using (in_scope(region)) with check (in_scope(region));
create policy data_quality_confirmation_official on data_quality_confirmation to official
  using (in_scope(region)) with check (in_scope(region));
create policy data_quality_sample_official on data_quality_sample to official using (in_scope(region)) with check (in_scope(region));
create policy data_quality_sample_item_official on data_quality_sample_item to official
  using (in_scope(region)) with check (in_scope(region));
grant select (county, elder_id), delete on data_quality_confirmation to eraser;
create policy data_quality_confirmation_eraser on data_quality_confirmation to eraser using (in_scope(region));

comment on column special_difficulty_membership.group_id is '所属人群 Which group of the rule';
comment on column special_difficulty_membership.group_name is '所属人群的名称 Name of the group, kept as it was';
comment on column special_difficulty_membership.rule_id is '所依据的认定规则 Which rule it rests on';
comment on column special_difficulty_membership.ended_as is '退出的缘由：情形变化或规则变化 Why it ended: the facts or the rule changed';
comment on column special_difficulty_rule.area is '适用地区 The area it is made for';
comment on column special_difficulty_rule.members is '构成人群 The groups it names';
comment on column special_difficulty_rule.headings is '规划中的标题 Headings of the plan';
comment on column special_difficulty_rule.unverified is '尚未核实原文 Whether the source is yet to be confirmed';

-- Every division of the country. A reference table: public, the same everywhere, not distributed by county.
create table region (
  code        region_code      not null constraint region_pk primary key,
  name        text collate "C" not null,
  level       text             not null constraint region_level check (level in ('nation', 'province', 'city', 'county', 'town', 'village')),
  parent      region_code      constraint region_parent_above check (parent < code),
  county      county_code,
  urban_class text             constraint region_urban_class check (urban_class in ('111', '112', '121', '122', '123', '210', '220')),
  pinyin      text collate "C" not null,
  initials    text collate "C" not null,
  listed      boolean          not null default true,
  valid_from  date,
  valid_to    date,
  successor   region_code,
  constraint region_only_nation_has_no_parent check ((parent is null) = (level = 'nation')),
  constraint region_validity check (valid_from is null or valid_to is null or valid_from < valid_to)
);
comment on table region is '行政区划：省、市、县、乡、村五级 Divisions from the nation to the village';
comment on column region.code is '统计用区划代码 Twelve-digit division code';
comment on column region.name is '名称 Official name';
comment on column region.level is '级别 Level of government';
comment on column region.parent is '上级区划；不设外键，全表一次载入 The division above; no foreign key, the whole table is loaded at once';
comment on column region.county is '负责的县级区划；县级以上为空，不设区县的市为其自身 The county-level division responsible; null above counties, a city without counties is its own';
comment on column region.urban_class is '城乡分类代码（未公布的为空） Urban-rural class, null where not published';
comment on column region.pinyin is '拼音，无声调 Pinyin without tones';
comment on column region.initials is '拼音首字母 First letters of the pinyin';
comment on column region.listed is '来自全国清单；否则由本地登记，更新清单时不动 From the national list; otherwise entered locally and left alone by a new list';
comment on column region.valid_from is '启用日期；空为早于清单 In force from this day; null: before the list';
comment on column region.valid_to is '停用日期 No longer in force from this day';
comment on column region.successor is '撤并后的区划 The division that took its place';

create index region_children on region (parent);
create index region_name on region (name);
create index region_pinyin on region (pinyin);
create index region_initials on region (initials);

create table region_list (
  within    region_code not null constraint region_list_pk primary key,
  edition   date        not null,
  digest    text        not null,
  divisions int         not null,
  loaded_at timestamptz not null default now()
);
comment on table region_list is '已载入的区划清单 Which list of divisions has been loaded, for which part of the country';

alter table region enable row level security;
alter table region_list enable row level security;
grant select on region, region_list to official, organisation, person, anonymous, gatekeeper;
create policy region_public on region for select to official, organisation, person, anonymous, gatekeeper using (true);
create policy region_list_public on region_list for select to official, organisation, person, anonymous, gatekeeper using (true);

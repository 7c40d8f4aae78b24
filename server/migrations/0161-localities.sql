-- Grids: parts of a village or community for which twelve digits have no room.
create table grid (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  name         text        not null,
  boundary     text        not null default '',
  contact_name text        not null default '',
  telephone    text        not null default '',
  workers      uuid[]      not null default '{}',
  closed_on    date,
  recorded_at  timestamptz not null,
  recorded_by  uuid        not null,
  version      int         not null default 1,
  constraint grid_pk primary key (county, id),
  constraint grid_county check (county = left(region, 6)),
  constraint grid_of_village check (right(region, 3) <> '000')
);
comment on table grid is '网格：村（社区）内的片区，由村（社区）自行划定 Part of a village or community, drawn by it';
comment on column grid.region is '所在村（社区） The village or community it lies in';
comment on column grid.boundary is '范围说明 What its boundary is, in words';
comment on column grid.contact_name is '网格员或联系人（公示） Publicly named contact person';
comment on column grid.telephone is '公示电话 Publicly named telephone';
comment on column grid.workers is '网格员账号；权限来自其在村（社区）的授权，不来自这里 Accounts of its workers; what they may do comes from their grants over the village, not from here';
create unique index grid_named on grid (county, region, name) where closed_on is null;
create index grid_region on grid (region, id);

create table elder_grid (
  county      county_code not null,
  elder_id    uuid        not null,
  region      region_code not null,
  grid_id     uuid        not null,
  assigned_at timestamptz not null,
  assigned_by uuid        not null,
  constraint elder_grid_pk primary key (county, elder_id),
  constraint elder_grid_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint elder_grid_grid_fk foreign key (county, grid_id) references grid (county, id)
);
comment on table elder_grid is '老年人所在网格 The grid an elder lives in';
create index elder_grid_of on elder_grid (county, grid_id, elder_id);

create table area_class (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  class       text        not null constraint area_class_named check (class ~ '^[a-z][a-z0-9-]{2,39}$'),
  valid_from  date        not null,
  valid_to    date,
  source      text        not null,
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  constraint area_class_pk primary key (county, id),
  constraint area_class_county check (county = left(region, 6)),
  constraint area_class_period check (valid_to is null or valid_to >= valid_from)
);
comment on table area_class is '地域类别：一个区划在一段时间内属于哪一类，可同时属于几类 Classes of a division (A17) that hold for a period; several at a time';
comment on column area_class.class is '类别，词表见 core/localities/area-classes.ts Class, named there';
create unique index area_class_running on area_class (county, region, class) where valid_to is null;
create index area_class_region on area_class (region, valid_from);
create index area_class_class on area_class (class, region);

create table population_figure (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  measure     text        not null constraint population_figure_measure check (measure in ('resident', 'registered', 'resident-60', 'registered-60')),
  day         date        not null,
  people      int         not null constraint population_figure_people check (people >= 0),
  source      text        not null,
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  constraint population_figure_pk primary key (county, id),
  constraint population_figure_county check (county = left(region, 6))
);
comment on table population_figure is '人口数：某地某日某口径，注明来源；更正另记一条，以后记的为准 People of a division on a day, with its source; a correction is another row, and the later one counts';
create index population_figure_of on population_figure (region, measure, day desc, id desc);

alter table grid enable row level security;
alter table elder_grid enable row level security;
alter table area_class enable row level security;
alter table population_figure enable row level security;
grant select, insert, update on grid to official;
grant select, insert, update, delete on elder_grid to official;
grant select, insert, update on area_class to official;
grant select, insert on population_figure to official;
grant select on area_class, population_figure to organisation, person, anonymous;
create policy grid_official on grid to official using (in_scope(region)) with check (in_scope(region));
create policy elder_grid_official on elder_grid to official using (in_scope(region)) with check (in_scope(region));
-- What class a place is of and how many people it has is published; a village reads what its town and county are.
create policy area_class_read on area_class for select to official, organisation, person, anonymous using (true);
create policy area_class_record on area_class for insert to official with check (in_scope(region));
create policy area_class_end on area_class for update to official using (in_scope(region)) with check (in_scope(region));
create policy population_figure_read on population_figure for select to official, organisation, person, anonymous using (true);
create policy population_figure_record on population_figure for insert to official with check (in_scope(region));

-- The statistics bureau's urban-rural class is a column of the list of divisions, which the application cannot write; a
-- county may fill in what the published list leaves empty.
create function fill_urban_class(of_codes text[], classes text[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare filled int;
begin
  update region r set urban_class = given.class
    from unnest(of_codes, classes) as given (code, class)
   where r.code = given.code and r.level = 'village' and in_scope(r.code) and r.urban_class is distinct from given.class;
  get diagnostics filled = row_count;
  return filled;
end $$;
comment on function fill_urban_class(text[], text[]) is '补登村级区划的城乡分类代码 Fills in the urban-rural class of villages within the scope';
revoke all on function fill_urban_class(text[], text[]) from public;
grant execute on function fill_urban_class(text[], text[]) to official;

-- Places: sites that are no organisations of their own, each of a type that says what is recorded of it (A18).
create table place (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  type        text        not null constraint place_type check (type ~ '^[a-z][a-z0-9-]{2,39}$'),
  name        text        not null,
  address     text        not null default '',
  contact_name text       not null default '',
  telephone   text        not null default '',
  capacity    int         constraint place_capacity check (capacity > 0),
  details     jsonb       not null default '{}',
  opened_on   date,
  closed_on   date,
  closed_because text,
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  updated_at  timestamptz not null,
  version     int         not null default 1,
  constraint place_pk primary key (county, id),
  constraint place_county check (county = left(region, 6)),
  constraint place_closed check ((closed_on is null) = (closed_because is null))
);
comment on table place is '养老服务场所：类型是数据，不同类型登记不同内容 Places of care whose type says what is recorded of them';
comment on column place.capacity is '可供养人数 People it has room for';
comment on column place.details is '该类型另行登记的内容 What the type asks for besides';
create unique index place_named on place (county, region, type, name) where closed_on is null;
create index place_region on place (region, type, id);

create table place_standard (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  place_id    uuid        not null,
  fen         bigint      not null constraint place_standard_fen check (fen between 1 and 9007199254740991),
  valid_from  date        not null,
  document    text        not null,
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  constraint place_standard_pk primary key (county, id),
  constraint place_standard_place_fk foreign key (county, place_id) references place (county, id),
  constraint place_standard_once unique (county, place_id, valid_from)
);
comment on table place_standard is '供养标准（每人每月，分），自某日起 Care standard of a place, fen a month for each resident, from a day on';

create table place_resident (
  county      county_code not null,
  id          uuid        not null,
  region      region_code not null,
  place_id    uuid        not null,
  elder_id    uuid        not null,
  valid_from  date        not null,
  valid_to    date,
  left_because text,
  recorded_at timestamptz not null,
  recorded_by uuid        not null,
  constraint place_resident_pk primary key (county, id),
  constraint place_resident_place_fk foreign key (county, place_id) references place (county, id),
  constraint place_resident_elder_fk foreign key (county, elder_id) references elder (county, id),
  constraint place_resident_period check (valid_to is null or valid_to >= valid_from),
  constraint place_resident_left check ((valid_to is null) = (left_because is null))
);
comment on table place_resident is '场所的供养对象：[valid_from, valid_to)；在寺院供养即透露宗教信仰，属敏感个人信息 Who lives in a place; living in a monastery tells a religion, which is sensitive (PIPL §28)';
create unique index place_resident_one_place on place_resident (county, elder_id) where valid_to is null;
create index place_resident_of on place_resident (county, place_id, valid_from);

alter table place enable row level security;
alter table place_standard enable row level security;
alter table place_resident enable row level security;
grant select, insert, update on place, place_resident to official;
grant select, insert on place_standard to official;
create policy place_official on place to official using (in_scope(region)) with check (in_scope(region));
create policy place_standard_official on place_standard to official using (in_scope(region)) with check (in_scope(region));
create policy place_resident_official on place_resident to official using (in_scope(region)) with check (in_scope(region));

-- Roles of an installation that is there already; a new one gets these with its first roles.
insert into role_permission (role, permission)
  select role.id, held.permission from role, (values
    ('civil-affairs-officer', 'localities:write'), ('civil-affairs-officer', 'places:read'), ('civil-affairs-officer', 'places:write'),
    ('town-officer', 'localities:write'), ('town-officer', 'places:read'), ('leader', 'places:read')) as held (role, permission)
  where role.id = held.role on conflict do nothing;

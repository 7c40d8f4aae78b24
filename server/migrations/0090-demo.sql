create table demo_region (
  region     region_code not null constraint demo_region_pk primary key,
  seed       int         not null,
  elders     int         not null,
  as_of      date        not null,
  loaded_at  timestamptz not null
);
comment on table demo_region is '演示地区：与全部演示数据在同一事务中写入，有此行即为完整 The demo region that was loaded, written in one transaction with all of its rows: where this row is, nothing is missing';
comment on column demo_region.as_of is '生成日；全部数据均早于这一天 Day it was made for; everything in it lies before that day';
alter table demo_region enable row level security;

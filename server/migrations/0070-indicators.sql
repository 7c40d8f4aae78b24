-- Values of indicators, for divisions of every level. `county` is the first six digits of the division, so that a city's
-- or province's own figures have a shard too (360700, 360000); the nation's lie under 000000.
create table indicator_computation (
  county       county_code not null,
  id           uuid        not null,
  region       region_code not null,
  period       text        not null constraint indicator_computation_period check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state        text        not null constraint indicator_computation_state check (state in ('waiting', 'running', 'done', 'failed')),
  done         int         not null default 0,
  total        int         not null default 0,
  requested_by uuid,
  requested_at timestamptz not null,
  finished_at  timestamptz,
  failure      jsonb,
  constraint indicator_computation_pk primary key (county, id),
  constraint indicator_computation_county check (county = left(region, 6)),
  constraint indicator_computation_progress check (done between 0 and total),
  constraint indicator_computation_finished check ((state in ('done', 'failed')) = (finished_at is not null)),
  constraint indicator_computation_failure check ((state = 'failed') = (failure is not null))
);
comment on table indicator_computation is '指标计算 One computation of all indicators of a division and everything below it, for one month';
comment on column indicator_computation.requested_by is '发起人；由定时任务发起的为空 The account that asked for it; null where the clock did';
comment on column indicator_computation.done is '已算完的区划数 Divisions computed so far';
create unique index indicator_computation_one_at_a_time on indicator_computation (county, region, period) where state in ('waiting', 'running');

create table indicator_value (
  county        county_code not null,
  id            uuid        not null,
  region        region_code not null,
  indicator_id  text        not null constraint indicator_value_indicator check (indicator_id ~ '^[A-Z]-[BTS]?[0-9]{2}$'),
  period        text        not null constraint indicator_value_period check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  numerator     numeric,
  denominator   numeric,
  value         numeric,
  computed_at   timestamptz not null,
  computed_from jsonb       not null,
  superseded_at timestamptz,
  constraint indicator_value_pk primary key (county, id),
  constraint indicator_value_county check (county = left(region, 6)),
  constraint indicator_value_superseded check (superseded_at >= computed_at)
);
comment on table indicator_value is '指标值：重算不改旧值，只标明被取代的时间 Values of indicators; a later computation leaves the old value and says when it was superseded';
comment on column indicator_value.period is '所属月份 The month it is about; stocks are counted on its last day, or on the day of computing while it runs';
comment on column indicator_value.numerator is '分子；无可计数时为空 Null where there was nothing to count; money in fen';
comment on column indicator_value.value is '以指标单位表示的值；不能计算时为空 In the indicator''s unit; null where it cannot be computed';
comment on column indicator_value.computed_from is '计算依据：批次、口径和截止日 The computation, the basis and the day counted on';
create unique index indicator_value_current on indicator_value (county, region, indicator_id, period) where superseded_at is null;
create index indicator_value_region on indicator_value (region, indicator_id, period) where superseded_at is null;

create table indicator_centre (
  county      county_code   not null,
  region      region_code   not null,
  longitude   numeric(8, 3) not null,
  latitude    numeric(8, 3) not null,
  elders      int           not null,
  computed_at timestamptz   not null,
  constraint indicator_centre_pk primary key (county, region),
  constraint indicator_centre_county check (county = left(region, 6)),
  constraint indicator_centre_of_several check (elders >= 5)
);
comment on table indicator_centre is '区划内老年人居住地的中心，由约100米精度的位置平均；不足5人不记，以免指向个人 Middle of where the elders of a division live, of coarse places; not kept for fewer than five, so that it points at nobody';

alter table indicator_centre enable row level security;
alter table indicator_computation enable row level security;
alter table indicator_value enable row level security;
grant select, insert, update on indicator_computation to official;
grant select, insert on indicator_value to official;
grant update (superseded_at) on indicator_value to official;
create policy indicator_computation_official on indicator_computation to official using (in_scope(region)) with check (in_scope(region));
create policy indicator_value_official on indicator_value to official using (in_scope(region)) with check (in_scope(region));
grant select, insert, update, delete on indicator_centre to official;
create policy indicator_centre_official on indicator_centre to official using (in_scope(region)) with check (in_scope(region));

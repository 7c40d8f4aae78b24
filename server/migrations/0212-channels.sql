-- How somebody came: counters, telephones and home visits stay beside the screen (国办发〔2020〕45号).
alter table assessment
  add column channel text not null default 'counter' constraint assessment_channel check (channel in ('counter', 'phone', 'home-visit', 'online'));
comment on column assessment.channel is '申请渠道：窗口、电话、上门、网上；以前的申请都由工作人员在窗口受理 How the request came; those of before were all taken at the counter';

-- Outcomes move a curve over two figures: nearness of meaning, and the share of the text's words that the flow holds.
alter table matching.outcomes add column coverage real not null default 0;

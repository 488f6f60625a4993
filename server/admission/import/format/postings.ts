/** Priced postings without cases: the Kaggle file of Freelancer.com, Upwork, SWE-Lancer, and a table of one's own. */

import { z } from 'zod';
import { type Format, fieldsOf, hasFields, type PostingDraft } from '../draft.ts';
import type { Row } from '../trouble.ts';
import { numberIn, original, plainText, postedPrice, skillsIn } from './posting-fields.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const text = z.string();

const kaggleSchema = z.object({
  projectId: cell,
  job_title: text,
  job_description: text,
  tags: text,
  client_country: text.default(''),
  client_average_rating: cell.default(null),
  client_review_count: cell.default(null),
  min_price: cell,
  max_price: cell,
  currency: text.regex(/^[A-Z]{3}$/, 'no currency code'),
  rate_type: z.enum(['fixed', 'hourly']),
});

async function kaggle(row: Row): Promise<PostingDraft> {
  const fields = fieldsOf(kaggleSchema, row);
  return {
    kind: 'posting',
    id: String(fields.projectId),
    posting: {
      title: plainText(fields.job_title).slice(0, 500),
      description: plainText(fields.job_description),
      skills: skillsIn('tags', fields.tags),
      rateType: fields.rate_type,
      price: postedPrice(
        numberIn('min_price', fields.min_price),
        numberIn('max_price', fields.max_price),
        fields.currency,
      ),
      original: original(row, 'min_price', 'max_price', 'avg_price', 'currency', 'rate_type'),
      employer: {
        country: fields.client_country.trim() || null,
        // Zero is how the file says that there is none.
        rating: numberIn('client_average_rating', fields.client_average_rating) || null,
        reviewCount: numberIn('client_review_count', fields.client_review_count),
      },
    },
  };
}

const upworkSchema = z.object({
  title: text,
  link: text.default(''),
  description: text.default(''),
  is_hourly: z.union([z.boolean(), z.stringFormat('boolean', /^(?:true|false)$/i)]),
  hourly_low: cell.default(null),
  hourly_high: cell.default(null),
  budget: cell.default(null),
  country: text.nullable().default(null),
});

async function upwork(row: Row): Promise<PostingDraft> {
  const fields = fieldsOf(upworkSchema, row);
  const hourly = String(fields.is_hourly).toLowerCase() === 'true';
  const budget = numberIn('budget', fields.budget);
  const [low, high] = hourly
    ? [numberIn('hourly_low', fields.hourly_low), numberIn('hourly_high', fields.hourly_high)]
    : [budget, budget];
  return {
    kind: 'posting',
    // The address names the posting; without one its title does.
    id: fields.link.trim() || fields.title,
    posting: {
      title: plainText(fields.title).slice(0, 500),
      description: plainText(fields.description),
      skills: [],
      rateType: hourly ? 'hourly' : 'fixed',
      price: postedPrice(low, high, 'USD'),
      original: original(row, 'is_hourly', 'hourly_low', 'hourly_high', 'budget'),
      employer: { country: fields.country?.trim() || null, rating: null, reviewCount: null },
    },
  };
}

const ownSchema = z.object({
  id: cell,
  title: text,
  description: text,
  skills: text.default(''),
  type: z.enum(['fixed', 'hourly']).default('fixed'),
  currency: text.regex(/^[A-Z]{3}$/, 'no currency code'),
  min: cell.default(null),
  max: cell.default(null),
});

async function table(row: Row): Promise<PostingDraft> {
  const fields = fieldsOf(ownSchema, row);
  return {
    kind: 'posting',
    id: String(fields.id),
    posting: {
      title: plainText(fields.title).slice(0, 500),
      description: plainText(fields.description),
      skills: fields.skills.split(';').flatMap((skill) => skill.trim() || []),
      rateType: fields.type,
      price: postedPrice(numberIn('min', fields.min), numberIn('max', fields.max), fields.currency),
      original: original(row, 'min', 'max', 'currency', 'type'),
    },
  };
}

export const kaggleFreelancer: Format = {
  name: 'kaggle-freelancer',
  about: 'postings of Freelancer.com (Kaggle, isaacoresanya/freelancer), CSV, also the copy with quoted lines',
  makes: 'postings',
  set: {
    name: 'kaggle-freelancer',
    licence: 'MIT according to third parties; the texts belong to those who posted them',
  },
  matches: (row) => hasFields(row, 'projectId', 'job_title', 'min_price', 'rate_type'),
  draft: kaggle,
};

export const upworkPostings: Format = {
  name: 'upwork',
  about: 'postings of Upwork (Kaggle, asaniczka), CSV or JSON lines',
  makes: 'postings',
  set: { name: 'upwork', licence: 'not recorded; the texts belong to those who posted them' },
  matches: (row) => hasFields(row, 'title', 'is_hourly', 'hourly_low', 'hourly_high', 'budget'),
  draft: upwork,
};

export const postingsTable: Format = {
  name: 'postings',
  about: 'postings of your own: id, title, description, skills, type, currency, min, max, as CSV',
  makes: 'postings',
  set: { name: 'postings', licence: 'not stated' },
  matches: (row) => hasFields(row, 'id', 'title', 'description', 'currency', 'min', 'max'),
  draft: table,
};

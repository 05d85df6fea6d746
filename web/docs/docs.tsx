import { useState } from 'preact/hooks'
import { apiFetch } from '../api.ts'
import { useQuery } from '../query.ts'
import { docs } from '../text/docs.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { SearchBox } from '../ui/search.tsx'
import { bodyOf, type Document, fieldsOf, inWords, type Route, routesByTag, type Shape } from './openapi.ts'
import './docs.css'

const ADDRESS = '/api/openapi.json'
const DEPTH_MAX = 4

const Fields = ({ shape, depth = 0 }: { shape: Shape; depth?: number }) => {
  const say = useText(docs)
  const fields = fieldsOf(shape)
  if (fields.length === 0) return <code>{inWords(shape)}</code>
  return (
    <ul class="shape">
      {fields.map(([name, field, required]) => (
        <li key={name}>
          <code class="strong">{name}</code>{' '}
          <span class="soft">{fieldsOf(field).length > 0 ? '' : inWords(field)}</span>
          {required && <span class="small soft"> ({say('required')})</span>}
          {depth < DEPTH_MAX && fieldsOf(field).length > 0 && <Fields shape={field} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  )
}

const Part = ({ title, shape }: { title: string; shape: Shape | undefined }) =>
  shape ? (
    <div>
      <h4>{title}</h4>
      <Fields shape={shape} />
    </div>
  ) : null

const RouteView = ({ route: { method, path, operation } }: { route: Route }) => {
  const say = useText(docs)
  const asked = operation.parameters ?? []
  const properties = Object.fromEntries(asked.map(({ name, schema }) => [name, schema ?? {}]))
  const required = asked.filter((one) => one.required).map(({ name }) => name)
  const answer = Object.entries(operation.responses).find(([status]) => status !== 'default')
  return (
    <details class="route">
      <summary>
        <Badge tone={method === 'GET' ? 'note' : 'plain'}>{method}</Badge> <code>{path}</code>
        <span class="route-summary">{operation.summary}</span>
      </summary>
      <div class="stack-s">
        <p class="soft">{operation.description}</p>
        {asked.length > 0 && <Part title={say('asked')} shape={{ type: 'object', properties, required }} />}
        <Part title={say('sent')} shape={bodyOf(operation.requestBody)} />
        {answer && <Part title={`${say('answered')} (${answer[0]})`} shape={bodyOf(answer[1])} />}
      </div>
    </details>
  )
}

/** The API, read off its own description. */
export const Docs = () => {
  const say = useText(docs)
  const [words, setWords] = useState('')
  const query = useQuery('openapi', async (signal) => {
    const answer = await apiFetch(ADDRESS, { signal })
    return (await answer.json()) as Document
  })
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead', { address: ADDRESS })} />
      <p>
        <a href={ADDRESS}>{say('machine')}</a>
      </p>
      <AsyncView query={query}>
        {(description) => {
          const tags = routesByTag(description, words)
          const count = tags.reduce((sum, [, routes]) => sum + routes.length, 0)
          return (
            <>
              <SearchBox
                label={say('find')}
                value={words}
                onSearch={setWords}
                result={say('found', { count })}
              />
              {count === 0 && <EmptyState title={say('nothing')} />}
              {tags.map(([tag, routes]) => (
                <section key={tag} class="stack-s" lang="en">
                  <h2>{tag}</h2>
                  {routes.map((route) => (
                    <RouteView key={`${route.method} ${route.path}`} route={route} />
                  ))}
                </section>
              ))}
            </>
          )
        }}
      </AsyncView>
    </>
  )
}

import * as api from '@yinian/core/places/api.ts'
import { declareActions } from '../access/index.ts'
import type { Serve } from '../http/serve.ts'
import { declareCarryOver } from '../people/index.ts'
import { placeActions } from './actions.ts'
import { residentsCarryOver } from './carry-over.ts'
import { addPlaceTo, addResidentTo, changePlaceOf, closePlaceOf, endResidentOf, setStandardOf } from './operations.ts'
import { getPlaceById, listPlacesFor, listPlacesOfElder, readResidents } from './queries.ts'

export function servePlaces(serve: Serve): void {
  declareActions(placeActions)
  declareCarryOver('places', residentsCarryOver)
  serve(api.listPlaces, ({ tx, query, actor }) => listPlacesFor(tx, query, actor.today))
  serve(api.getPlace, ({ tx, params, actor }) => getPlaceById(tx, params.id, actor.today))
  serve(api.listPlaceResidents, (call) => readResidents(call, call.params.id))
  serve(api.addPlace, (call) => addPlaceTo(call, call.body))
  serve(api.changePlace, (call) => changePlaceOf(call, call.params.id, call.body))
  serve(api.closePlace, (call) => closePlaceOf(call, call.params.id, call.body))
  serve(api.setPlaceStandard, (call) => setStandardOf(call, call.params.id, call.body))
  serve(api.addPlaceResident, (call) => addResidentTo(call, call.params.id, call.body))
  serve(api.endPlaceResident, (call) => endResidentOf(call, call.params, call.body))
  serve(api.listElderPlaces, ({ tx, params }) => listPlacesOfElder(tx, params.id))
}

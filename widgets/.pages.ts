import Fastify from 'fastify'; import st from '@fastify/static'; import { chromium } from 'playwright';
import { findOrPrepareChromium } from '/work/main/scripts/chromium.ts'; import { readFileSync } from 'node:fs';
import { sampleOptions, answerWith, holdOn, sampleTracking, SAMPLE_NOW } from '/work/main/widgets/demo/samples.ts';
const csp="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";
const http=Fastify();
http.addHook('onSend',async(_q,r)=>{r.header('content-security-policy',process.env.TT?csp:csp.replace("; require-trusted-types-for 'script'",''))});
await http.register(st,{root:'/work/main/api/public',prefix:'/t/',decorateReply:false,index:'tracking.html'});
await http.register(st,{root:'/work/main/widgets/dist',prefix:'/widgets/',decorateReply:false});
await http.register(st,{root:'/work/main/examples/storefront/public',prefix:'/',decorateReply:false});
const shops=[{slug:'alder',brand:{name:'Alder & Loom',primaryColor:'#2f5d50',accentColor:'#c9793f',locale:'en-US'},publishableKey:'pk_a',addresses:[{line1:'418 Juniper Street',city:'Oakland',region:'CA',postalCode:'94607',country:'US'}],basket:{parcels:[{description:'Linen armchair',weightGrams:14000,lengthMillimeters:700,widthMillimeters:650,heightMillimeters:800}]},items:[{title:'Linen armchair',note:'Oat, oak legs',price:{amount:'349.00',currency:'USD'}},{title:'Reading lamp',note:'Brass',price:{amount:'89.00',currency:'USD'}}]},
{slug:'night',brand:{name:'Night Market',primaryColor:'#f4c531',accentColor:'#7a2ff0',locale:'en-US'},publishableKey:'pk_b',addresses:[{line1:'12 Quarry Road',city:'Fremont',region:'CA',postalCode:'94536',country:'US'}],basket:{parcels:[{description:'Ramen box for four',weightGrams:4000,lengthMillimeters:300,widthMillimeters:250,heightMillimeters:200}]},items:[{title:'Ramen box for four',note:'Keep cold',price:{amount:'42.00',currency:'USD'}}]}];
http.get('/demo/config.json',async()=>({apiUrl:'/graphql',shops,trackingLinks:[{token:'trk_x',title:'AL-20417, out for delivery'}]}));
http.post('/demo/orders',async()=>({reference:'AL-20431',trackingUrl:'/t/#trk_x'}));
http.get('/t/base-map.json',async(_q,r)=>r.type('application/json').send(readFileSync(process.env.MAP ?? '/tmp/m/map.json','utf8')));
http.post('/graphql',async(q:any)=>{const {operationName:o,variables:v}=q.body; const now=Date.now();
 if(o==='DeliveryOptions')return{data:answerWith(sampleOptions())};
 if(o==='HoldDeliveryOption')return{data:{holdDeliveryOption:{hold:holdOn(sampleOptions().find(x=>x.id===v.input.optionId)!,now),userErrors:[],alternatives:[]}}};
 if(o==='ReleaseHold')return{data:{releaseHold:{hold:null,userErrors:[]}}};
 return{data:{deliveryTracking:sampleTracking('OUT_FOR_DELIVERY',{updatedAt:new Date(SAMPLE_NOW).toISOString()})}};});
await http.listen({port:4999});
const b=await chromium.launch(await findOrPrepareChromium());
for(const [d,w] of [['phone',390],['desktop',1280]] as const){const p=await b.newPage({viewport:{width:w,height:900},deviceScaleFactor:1.5,timezoneId:'America/Los_Angeles',colorScheme:'light'});
 p.on('console',m=>['error','warning'].includes(m.type())&&console.log(d,m.text())); p.on('pageerror',e=>console.log('PAGEERROR',e.message));
 for(const s of ['alder','night']){await p.goto('http://localhost:4999/?shop='+s);await p.waitForTimeout(600);await p.locator('doorstep-slot-picker label').nth(2).click();await p.waitForTimeout(400);
 console.log(s,await p.evaluate(()=>[...new FormData(document.forms[0])].join(' | ')));
 await p.screenshot({path:`/tmp/m/store-${s}-${d}.png`,fullPage:true});}
 await p.getByRole('button',{name:'Place order'}).click();await p.waitForTimeout(300);await p.screenshot({path:`/tmp/m/done-${d}.png`});
 await p.goto('http://localhost:4999/t/#trk_x');await p.waitForTimeout(900);await p.screenshot({path:`/tmp/m/hosted-${d}.png`,fullPage:true});}
await b.close();await http.close();process.exit(0);

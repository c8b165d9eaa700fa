// The token stands in the fragment, which browsers send to no server and put into no referrer.

const tracking = document.getElementById('tracking');

tracking.apiUrl = new URL('/graphql', location.href).href;
// A server that has a map of its city serves it here; without one the map is a plain ground.
tracking.baseMapUrl = new URL('base-map.json', location.href.split('#')[0]).href;
tracking.addEventListener('doorstep-change', ({ detail: { tracking: delivery } }) => {
  document.title = `${delivery.brand.name} · ${delivery.reference}`;
  document.documentElement.lang = delivery.brand.locale;
  document.documentElement.style.setProperty('--brand', delivery.brand.primaryColor);
});
addEventListener('hashchange', readToken);
readToken();

function readToken() {
  tracking.trackingToken = decodeURIComponent(location.hash.slice(1));
}

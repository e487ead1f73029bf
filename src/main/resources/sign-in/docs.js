// Adds a bar above the documentation with the signed-in user and a sign-in or sign-out control. Requests sent from the
// documentation include the session cookie automatically.
(() => {
  const bar = document.createElement('p');
  bar.id = 'offprint-sign-in';
  bar.style.cssText = 'margin:0;padding:.5rem 1rem;text-align:right;font-family:sans-serif';
  document.body.prepend(bar);

  const link = () => {
    const way = document.createElement('a');
    way.textContent = 'Sign in';
    way.onclick = () => {
      way.href = '/sign-in?to=' + encodeURIComponent('/docs' + location.search + location.hash);
    };
    way.onclick();
    bar.replaceChildren(way);
  };

  const button = (me) => {
    const leave = document.createElement('button');
    leave.textContent = 'Sign out';
    leave.onclick = async () => {
      const answer = await fetch('/sign-out', { method: 'POST', headers: { 'X-Offprint-Request': '1' } });
      if (answer.ok) link();
    };
    bar.replaceChildren(`Signed in as ${me.name}${me.role ? `, ${me.role}` : ', no rights yet'} `, leave);
  };

  fetch('/v1/me', { headers: { Accept: 'application/json' } })
    .then((answer) => (answer.ok ? answer.json().then(button) : link()))
    .catch(link);
})();

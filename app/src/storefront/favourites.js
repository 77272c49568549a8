// Pieces to keep and pieces that were looked at. They stay on this device: the server hears their names only to draw them.
{
  const MOST = 24;
  const remembered = (name) => {
    try {
      const list = JSON.parse(localStorage.getItem(name));
      return Array.isArray(list) ? list.filter((slug) => /^[a-z0-9-]{1,100}$/.test(slug)).slice(0, MOST) : [];
    } catch {
      return [];
    }
  };
  const remember = (name, list) => {
    try {
      localStorage.setItem(name, JSON.stringify(list.slice(0, MOST)));
    } catch {
      // A device that remembers nothing.
    }
  };
  const query = (list) => `?${list.map((slug) => `piece=${slug}`).join("&")}`;
  const keep = document.getElementById("keep");
  if (keep) {
    const { piece } = keep.dataset;
    const show = () => keep.setAttribute("aria-pressed", remembered("kept").includes(piece));
    keep.addEventListener("click", () => {
      const others = remembered("kept").filter((slug) => slug !== piece);
      remember("kept", keep.getAttribute("aria-pressed") === "true" ? others : [piece, ...others]);
      show();
    });
    // Another window may have changed it.
    addEventListener("storage", show);
    addEventListener("pageshow", show);
    show();
    keep.hidden = false;
    const before = remembered("seen").filter((slug) => slug !== piece);
    remember("seen", [piece, ...before]);
    const place = document.getElementById("seen");
    if (place && before.length) {
      const bring = async () => {
        try {
          const answer = await fetch(place.dataset.cards + query(before.slice(0, 4)));
          // Without its styles: they have the nonce of another answer.
          const html = (await answer.text()).replace(/<style.*?<\/style>/s, "");
          const cards = new DOMParser().parseFromString(html, "text/html").querySelector("#favourites > .cards");
          if (!answer.ok || !cards?.children.length) return;
          place.append(document.adoptNode(cards));
          place.hidden = false;
        } catch {
          // The page is whole without them.
        }
      };
      // Only for whoever comes that far.
      const near = new IntersectionObserver(([{ isIntersecting }]) => {
        if (isIntersecting) {
          near.disconnect();
          bring();
        }
      }, { rootMargin: "400px" });
      near.observe(document.querySelector(".bottom"));
    }
  } else if (!location.search.includes("piece=")) {
    const kept = remembered("kept");
    if (kept.length) location.replace(location.pathname + query(kept));
  }
}

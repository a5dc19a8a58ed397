// The browser's part of `build.py serve`: reloads the page after a build, or shows its problems over it.
(() => {
  const pause = 1000
  let shown = null

  const show = text => {
    shown?.remove()
    shown = null
    if (!text) return
    shown = document.createElement("pre")
    shown.setAttribute("role", "alert")
    shown.textContent = text
    Object.assign(shown.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: "0",
      padding: "1rem", background: "#fff4f2", color: "#3b0a04", borderTop: "4px solid #b3261e",
      font: "13px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap", zIndex: "1000",
    })
    document.body.append(shown)
  }

  const ask = async known => {
    try {
      const answer = await fetch(`/_reload?after=${known}`)
      const {number, problems} = await answer.json()
      if (known >= 0 && number !== known && !problems) {
        location.reload()
        return
      }
      if (number !== known) show(problems)
      ask(number)
    } catch {
      // The server has stopped, or is being started again.
      setTimeout(() => ask(known), pause)
    }
  }

  ask(-1)
})()

// A stand-in for workers on pages read from a disk, where a browser starts none: the worker's
// script runs in a hidden frame instead. The theme's search asks for this name to find its files.
"use strict"

class IFrameWorker extends EventTarget {
  constructor(url) {
    super()
    this.waiting = []
    const frame = Object.assign(document.createElement("iframe"), {hidden: true})
    frame.addEventListener("load", () => this.begin(frame.contentWindow, url), {once: true})
    if (document.body) document.body.append(frame)
    else addEventListener("DOMContentLoaded", () => document.body.append(frame))
  }

  async begin(inner, url) {
    inner.postMessage = data => setTimeout(() => this.hear(structuredClone(data)))
    inner.importScripts = async (...urls) => {
      for (const one of urls) await this.load(inner, one)
    }
    await this.load(inner, url)
    this.inner = inner
    this.waiting.forEach(data => this.postMessage(data))
  }

  hear(data) {
    const message = new MessageEvent("message", {data})
    this.dispatchEvent(message)
    this.onmessage?.(message)
  }

  load(inner, url) {
    return new Promise((resolve, reject) => {
      const script = inner.document.createElement("script")
      script.onload = resolve
      script.onerror = () => reject(new Error(`${url} cannot be read`))
      script.charset = "utf-8"
      script.src = url
      inner.document.head.append(script)
    })
  }

  postMessage(data) {
    if (!this.inner) this.waiting.push(data)
    else this.inner.dispatchEvent(new this.inner.MessageEvent("message", {data}))
  }

  terminate() {}
}

if (location.protocol === "file:") {
  window.IFrameWorker = IFrameWorker
  window.Worker = IFrameWorker
}

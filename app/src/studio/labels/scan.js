// Where the browser can, the camera reads the code of a label; without this it is typed.
const place = document.getElementById("camera");
const [button, video, problem] = [...place.children];
const field = document.getElementById("code");

async function read(detector, stream) {
  for (;;) {
    const [found] = await detector.detect(video).catch(() => []);
    if (found) {
      for (const track of stream.getTracks()) track.stop();
      field.value = found.rawValue;
      field.form.submit();
      return;
    }
    await new Promise((next) => setTimeout(next, 200));
  }
}

async function look() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = stream;
    [button.hidden, video.hidden, problem.hidden] = [true, false, true];
    await video.play();
    await read(detector, stream);
  } catch {
    [button.hidden, video.hidden, problem.hidden] = [false, true, false];
  }
}

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  BarcodeDetector.getSupportedFormats().then((formats) => {
    place.hidden = !formats.includes("qr_code");
  });
  button.addEventListener("click", look);
}

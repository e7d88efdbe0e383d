/* The sign-in library reports trouble with a passkey only to the console; people should read it too. */
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey-trouble");
  if (words) { event.preventDefault(); words.hidden = false; }
});

/** Takes picture files: from the file dialog, pasted anywhere, or dropped anywhere on the page. */
export function listenToPictures(input, paper, take) {
  input.addEventListener('change', () => {
    takeFirst(input.files);
    input.value = ''; // So that the same file can be opened again.
  });

  document.addEventListener('paste', event => takeFirst(event.clipboardData.files));

  document.addEventListener('dragover', event => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      paper.classList.add('awaits');
    }
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) {
      paper.classList.remove('awaits');
    }
  });
  document.addEventListener('drop', event => {
    event.preventDefault(); // Or the browser leaves the page for the file.
    paper.classList.remove('awaits');
    takeFirst(event.dataTransfer.files);
  });

  function takeFirst(files) {
    if (files.length > 0) {
      take(files[0]);
    }
  }
}

"""python execute.py NOTEBOOK: runs its cells one after the other, here, and leaves it with their outputs as executed.ipynb.

The pictures that it shows become picture-1.png, picture-2.png and so on.
"""
import base64
import os
import sys

# The code.py of this folder would stand before Python's own module of that name.
sys.path.pop(0)

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main(path):
    # What a kernel leaves behind stays in this folder.
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        os.environ[name] = os.path.abspath(".jupyter")
    os.environ["PYTHONSAFEPATH"] = "1"
    notebook = nbformat.read(path, as_version=4)
    try:
        NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    except CellExecutionError as problem:
        sys.exit(str(problem))
    nbformat.write(notebook, "executed.ipynb")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    pictures = [output.data["image/png"] for cell in code for output in cell.outputs
                if output.output_type == "display_data" and "image/png" in output.data]
    for number, picture in enumerate(pictures, 1):
        with open("picture-%d.png" % number, "wb") as file:
            file.write(base64.b64decode(picture))
    for cell in code:
        print("In [%d]: %s" % (cell.execution_count, cell.source.splitlines()[0]))
    print("%d cells, %d pictures" % (len(code), len(pictures)))


if __name__ == "__main__":
    main(*sys.argv[1:])

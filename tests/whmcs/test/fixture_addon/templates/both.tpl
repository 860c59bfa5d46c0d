<p id="place">templates</p>

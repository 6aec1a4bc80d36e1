"use strict";(()=>{document.body.append("x");})();

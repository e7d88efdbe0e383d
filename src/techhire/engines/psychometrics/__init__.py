"""Tests measured like real tests: response models, adaptive sittings, calibration, fairness of items, agreement.

Abilities and difficulties are logits throughout (plain logistic, scale constant 1). Import what you need from the
module that is about it: `items`, `models`, `scoring`, `settings`, `sitting`, `exposure`, `simulation`,
`calibration`, `errors`, `item_fit`, `classical`, `linking`, `dif`, `agreement`, `readings`, `levels`,
`confirming`, `warming`.
"""
